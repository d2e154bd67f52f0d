#include "shared/identity/picture-url.h"
#include "workers/users/handlers.h"
#include "workers/users/person.h"

namespace crow::users {
namespace {

// Only colleagues: whoever shares the caller's organization.
constexpr sql::Statement<User, std::string_view, std::string_view> kSelectUser{"users.get_user",
                                                                               R"sql(
  SELECT u.id, u.name, u.email, u.email_verified, u.image AS profile_picture_url,
         m.role, u.created_at, u.updated_at
    FROM user AS u
    JOIN member AS m ON m.user_id = u.id AND m.organization_id = ?2
   WHERE u.id = ?1
)sql"};

}  // namespace

Task<GetUser::Output> get_user(Context& context, GetUser::Input input) {
  auto user = co_await context.database.find(kSelectUser, person_of(context, input.id),
                                             context.caller.organization_id);
  co_await require(user.has_value(), ErrorCode::not_found, "There is no such user.");
  keep_own_picture(user->profilePictureUrl, user->id);
  co_return std::move(*user);
}

}  // namespace crow::users
