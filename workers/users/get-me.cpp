#include "shared/identity/picture-url.h"
#include "workers/users/handlers.h"

namespace crow::users {
namespace {

constexpr sql::Statement<GetMe::Output, std::string_view, std::string_view> kSelectMe{
    "users.get_me", R"sql(
  SELECT u.id, u.name, u.email, u.email_verified, u.image AS profile_picture_url,
         m.role, u.created_at, u.updated_at, m.organization_id
    FROM user AS u
    JOIN member AS m ON m.user_id = u.id AND m.organization_id = ?2
   WHERE u.id = ?1
)sql"};

}  // namespace

Task<GetMe::Output> get_me(Context& context, GetMe::Input) {
  auto me = co_await context.database.find(kSelectMe, context.caller.user_id,
                                           context.caller.organization_id);
  co_await require(me.has_value(), ErrorCode::unauthenticated, "This account is gone.");
  keep_own_picture(me->user.profilePictureUrl, me->user.id);
  co_return std::move(*me);
}

}  // namespace crow::users
