#include "workers/auth/cookie.h"
#include "workers/auth/falsy.h"
#include "workers/auth/handlers.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"

namespace crow::auth {
namespace {

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::optional<std::string>,
                         Timestamp>
    kUpdateUser{"auth.update_user", R"sql(
  UPDATE user SET name = ?2, image = ?3, updated_at = ?4 WHERE id = ?1
)sql"};

}  // namespace

Task<UpdateUser::Output> update_user(Context& context, UpdateUser::Input input) {
  auto current = co_await require_session(context);
  if (!is_falsy(input.email.text)) co_await refuse(kEmailNotUpdated);
  if (!input.name && !input.image) co_await refuse(kNoFields);

  User& user = current.user;
  if (input.name) user.name = std::move(input.name->value);
  if (input.image)
    user.image = *input.image ? std::optional(std::move((*input.image)->value)) : std::nullopt;
  co_await context.database.run(kUpdateUser, user.id, user.name, user.image, context.now());
  co_await forget_sessions_of(context, user.id);
  co_await set_session_cookie(context, current.session.token);
  co_return Done{};
}

}  // namespace crow::auth
