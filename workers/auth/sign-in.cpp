#include "shared/core/text.h"
#include "workers/auth/attempts.h"
#include "workers/auth/audit.h"
#include "workers/auth/cookie.h"
#include "workers/auth/handlers.h"
#include "workers/auth/mail.h"
#include "workers/auth/password.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"

namespace crow::auth {
namespace {

struct Row {
  User user;
  std::optional<std::string> password;

  static constexpr auto fields =
      describe(embed<&Row::user>(), field<&Row::password>("password", ""));
};

constexpr sql::Statement<Row, std::string_view> kSelectAccount{"auth.find_account", R"sql(
  SELECT u.name, u.email, u.email_verified, u.image, u.created_at, u.updated_at, u.id, a.password
    FROM user AS u
    JOIN account AS a ON a.user_id = u.id AND a.provider_id = 'credential'
   WHERE u.email = ?1
)sql"};

}  // namespace

Task<SignIn::Output> sign_in(Context& context, SignIn::Input input) {
  if (!EmailFormat::matches(input.email)) co_await refuse(kInvalidEmail);
  co_await check_password_length(input.password);
  const std::string email = to_lower(input.email);
  const Timestamp now = context.now();
  auto [tries, rows] = co_await context.database.batch(count_try(Try::password, email, now),
                                                       sql::bind(kSelectAccount, email));
  co_await check_tries(tries.rows.front(), now);
  Row* row = rows.rows.empty() ? nullptr : &rows.rows.front();
  // Hashed for nobody too: the time must not tell whether there is such an account.
  const std::string hash = row ? row->password.value_or("") : "";
  const bool is_right = co_await verify_password(context.host, input.password, hash);
  if (!row || !is_right) {
    // Asked of the database for nobody too.
    co_await context.database.batch(
        audit_failed_sign_in(context.host, email, client_address(context)));
    co_await refuse(kInvalidEmailOrPassword);
  }
  if (requires_verification() && !row->user.emailVerified) co_await refuse(kEmailNotVerified);

  const bool is_brief = input.rememberMe == false;
  Session session = new_session(context, row->user.id, is_brief);
  const auto [stored, logged, forgotten] = co_await context.database.batch(
      insert_session_by_password(session, is_brief, hash),
      log_event(
          context,
          {.action = AuditAction::signed_in, .actor_id = row->user.id, .only_if_changed = true}),
      forget_tries(Try::password, email));
  // Whoever changes a password ends the sessions that it opened: none may come after that.
  if (stored.changes == 0) co_await refuse(kInvalidEmailOrPassword);
  co_await set_session_cookie(context, session.token, is_brief);

  SignIn::Output output;
  output.token = std::move(session.token);
  output.user = std::move(row->user);
  if (input.callbackURL) {
    output.url = std::move(input.callbackURL->value);
    output.redirect = !output.url->empty();
    if (output.redirect) context.reply_headers.push_back({"location", *output.url});
  }
  co_return output;
}

}  // namespace crow::auth
