#include "shared/contracts/auth/for-callers.h"
#include "shared/identity/picture-url.h"
#include "workers/users/handlers.h"
#include "workers/users/person.h"
#include "workers/users/picture.h"

namespace crow::users {
namespace {

// Another picture comes by uploading it: what is given is the caller's own, and still there.
Task<> check_picture(const Context& context, const std::string& url) {
  const std::string_view key = own_picture_key(url, context.caller.user_id);
  if (!key.empty()) {
    const auto found = co_await pictures(context).find(key, {.offset = 0, .length = 0});
    if (found) co_return;
  }
  co_await fail({{"profilePictureUrl", Rule::format,
                  "the address that the upload of the profile picture gave, or null", url, "string",
                  &kTypeOf<std::string>}});
}

}  // namespace

Task<UpdateProfile::Output> update_profile(Context& context, UpdateProfile::Input input) {
  co_await require_self(context, input.id);
  co_await require(input.name || input.profilePictureUrl, ErrorCode::invalid_argument,
                   "Nothing is to change: give name or profilePictureUrl.");
  const GetUser::Input own{{context.caller.user_id}};
  auth::UpdateProfileFor::Input wanted;
  wanted.actor = {{context.caller.user_id}, {context.caller.organization_id}};
  wanted.name = std::move(input.name);
  if (input.profilePictureUrl) {
    const auto& url = *input.profilePictureUrl;
    if (url) co_await check_picture(context, url->value);
    wanted.changesImage = true;
    wanted.image = url;
  }
  const bool removes = input.profilePictureUrl && !*input.profilePictureUrl;
  const auto changed =
      co_await context.services.call<auth::UpdateProfileFor>("AUTH", std::move(wanted));
  // After it is shown no more: a process that dies between leaves what a later upload deletes.
  if (removes) co_await remove_replaced(context, context.caller.user_id, changed.imageBefore);
  co_return co_await get_user(context, own);
}

}  // namespace crow::users
