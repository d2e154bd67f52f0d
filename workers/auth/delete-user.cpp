#include "shared/core/text.h"
#include "workers/auth/audit.h"
#include "workers/auth/cookie.h"
#include "workers/auth/erase-job.h"
#include "workers/auth/handlers.h"
#include "workers/auth/own-password.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"

namespace crow::auth {
namespace {

// Sessions, memberships, invitations that the user sent, and keys go with the row.
constexpr sql::Statement<sql::None, std::string_view> kDeleteUser{"auth.delete_user", R"sql(
  DELETE FROM user WHERE id = ?1
)sql"};

bool is_given(const std::optional<std::string>& text) { return text && !text->empty(); }

}  // namespace

Task<DeleteUser::Output> delete_user(Context& context, DeleteUser::Input input) {
  const auto current = co_await require_session(context);
  const bool has_password = is_given(input.password);
  if (has_password) co_await check_own_password(context, current.user, std::move(*input.password));
  if (is_given(input.token)) co_await refuse(kUnknownToken);
  if (!has_password && !is_fresh(current.session, context.now())) co_await refuse(kSessionExpired);
  // First, while the memberships are there that say whom it concerns.
  co_await context.database.batch(
      log_event(context, {.action = AuditAction::user_deleted,
                          .actor_id = current.user.id,
                          .detail = {{"email", current.user.email}}}),
      sql::bind(kDeleteUser, current.user.id),
      enqueue<EraseUser>(
          context,
          {.userId = current.user.id, .lastsUntil = Timestamp{context.now().ms + kErasingMs}},
          {.id = concat("erase_", current.user.id)}));
  co_await forget_sessions_of(context, current.user.id);
  delete_session_cookies(context);
  co_return DeleteUser::Output{};
}

}  // namespace crow::auth
