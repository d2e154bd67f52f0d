#include "shared/contracts/auth/for-callers.h"
#include "workers/users/handlers.h"
#include "workers/users/person.h"

namespace crow::users {
namespace {

// The picture stays or goes: another one comes by uploading it.
Result<> check_picture(const std::optional<Text<1, 2'048>>& url, const User& user) {
  if (!url || url->value == user.profilePictureUrl) return {};
  return fail({{"profilePictureUrl", Rule::format,
                "the address that the upload of the profile picture gave, or null", url->value,
                "string", &kTypeOf<std::string>}});
}

}  // namespace

Task<UpdateProfile::Output> update_profile(Context& context, UpdateProfile::Input input) {
  co_await require_self(context, input.id);
  co_await require(input.name || input.profilePictureUrl, ErrorCode::invalid_argument,
                   "Nothing is to change: give name or profilePictureUrl.");
  const GetUser::Input own{{context.caller.user_id}};
  const User before = co_await get_user(context, own);
  auth::UpdateProfileFor::Input wanted;
  wanted.actor = {{context.caller.user_id}, {context.caller.organization_id}};
  wanted.name = std::move(input.name);
  if (input.profilePictureUrl) {
    co_await check_picture(*input.profilePictureUrl, before);
    wanted.changesImage = true;
    wanted.image = std::move(*input.profilePictureUrl);
  }
  co_await context.services.call<auth::UpdateProfileFor>("AUTH", std::move(wanted));
  co_return co_await get_user(context, own);
}

}  // namespace crow::users
