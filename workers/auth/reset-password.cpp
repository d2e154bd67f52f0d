#include "workers/auth/attempts.h"
#include "workers/auth/audit.h"
#include "workers/auth/handlers.h"
#include "workers/auth/ids.h"
#include "workers/auth/password.h"
#include "workers/auth/refusal.h"
#include "workers/auth/verification.h"

namespace crow::auth {
namespace {

// All of it only while the link is good: of two who follow it at once, one sets a password.
constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view,
                         std::string_view, Timestamp>
    kSetPassword{"auth.reset_password", R"sql(
  INSERT INTO account (id, user_id, provider_id, account_id, password, created_at, updated_at)
  SELECT ?2, ?3, 'credential', ?3, ?4, ?5, ?5
    FROM verification
   WHERE id = ?1
      ON CONFLICT (user_id, provider_id) DO UPDATE
     SET password = excluded.password, updated_at = excluded.updated_at
)sql"};

constexpr sql::Statement<sql::None, std::string_view> kConsume{"auth.consume_verification", R"sql(
  DELETE FROM verification WHERE id = ?1
)sql"};

// The token stands in the body or in the query.
Result<std::string> token_of(const Context& context, const ResetPassword::Input& input) {
  if (input.token && !input.token->empty()) return *input.token;
  const auto query = TRY(parse_form(context.request.query));
  for (const auto& [name, value] : query)
    if (name == "token" && !value.empty()) return value;
  return refuse(kInvalidResetToken);
}

}  // namespace

Task<ResetPassword::Output> reset_password(Context& context, ResetPassword::Input input) {
  const std::string token = co_await token_of(context, input);
  co_await check_password(input.newPassword);
  const auto found = co_await find_verification(context, token);
  if (!found) co_await refuse(kInvalidResetToken);
  const std::string hash = co_await hash_password(context.host, input.newPassword);
  const std::string id = hash_of_key(token);
  const auto [set, consumed, logged, forgotten] = co_await context.database.batch(
      sql::bind(kSetPassword, id, new_id(), found->userId, hash, context.now()),
      sql::bind(kConsume, id),
      log_event(context, {.action = AuditAction::password_reset,
                          .actor_id = found->userId,
                          .only_if_changed = true}),
      forget_tries(Try::password, found->email));
  if (consumed.changes == 0) co_await refuse(kInvalidResetToken);
  co_return Done{};
}

}  // namespace crow::auth
