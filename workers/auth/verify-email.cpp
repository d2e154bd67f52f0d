#include "workers/auth/audit.h"
#include "workers/auth/cookie.h"
#include "workers/auth/endpoint.h"
#include "workers/auth/handlers.h"
#include "workers/auth/link.h"
#include "workers/auth/mail-token.h"
#include "workers/auth/origin.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"
#include "workers/auth/taken.h"

namespace crow::auth {
namespace {

constexpr sql::Statement<User, std::string_view> kSelectUser{"auth.find_user_of_link", R"sql(
  SELECT name, email, email_verified, image, created_at, updated_at, id FROM user WHERE id = ?1
)sql"};

constexpr sql::Statement<User, std::string_view> kSelectByEmail{"auth.find_user_of_email", R"sql(
  SELECT name, email, email_verified, image, created_at, updated_at, id FROM user WHERE email = ?1
)sql"};

constexpr sql::Statement<sql::None, std::string_view, Timestamp> kConfirm{"auth.confirm_email",
                                                                          R"sql(
  UPDATE user SET email_verified = 1, updated_at = ?2 WHERE id = ?1
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view, Timestamp>
    kChange{"auth.change_email", R"sql(
  UPDATE user SET email = ?3, updated_at = ?4 WHERE id = ?1 AND email = ?2
)sql"};

// Once: the address of the token is the account's no longer then.
Task<User> change(Context& context, MailToken token) {
  auto user = co_await context.database.find(kSelectUser, token.userId);
  if (!user) co_await refuse(kUserNotFound);
  if (user->email != token.email) co_await refuse(kInvalidToken);
  const auto current = co_await find_session(context);
  if (current && current->user.id != user->id) co_await refuse(kInvalidUser);

  const Timestamp now = context.now();
  auto changed =
      co_await context.database
          .batch(sql::bind(kChange, user->id, token.email, *token.updateTo, now),
                 log_event(context, {.action = AuditAction::email_changed,
                                     .actor_id = user->id,
                                     .detail = {{"from", token.email}, {"to", *token.updateTo}},
                                     .only_if_changed = true}))
          .as_result();
  // Somebody else signed up with it meanwhile.
  if (!changed && is_taken(changed.error(), "user.email")) co_await refuse(kInvalidToken);
  const auto [updated, logged] = co_await std::move(changed);
  if (updated.changes == 0) co_await refuse(kInvalidToken);
  co_await forget_sessions_of(context, user->id);
  if (current) co_await set_session_cookie(context, current->session.token);
  user->email = std::move(*token.updateTo);
  user->updatedAt = now;
  co_return std::move(*user);
}

Task<VerifyEmail::Output> verify(Context& context, std::string text) {
  MailToken token = co_await read_mail_token(text, context.now());
  VerifyEmail::Output output;
  if (token.updateTo) {
    if (token.requestType != kChangesEmail) co_await refuse(kInvalidToken);
    output.user = co_await change(context, std::move(token));
    co_return output;
  }
  const auto user = co_await context.database.find(kSelectByEmail, token.email);
  if (!user) co_await refuse(kUserNotFound);
  if (user->id != token.userId) co_await refuse(kInvalidToken);
  if (!user->emailVerified) {
    co_await context.database.run(kConfirm, user->id, context.now());
    co_await forget_sessions_of(context, user->id);
  }
  co_return output;
}

}  // namespace

Task<Response> verify_email(Context& context) {
  VerifyEmail::Input input;
  co_await read_request(context, VerifyEmail::operation, kTypeOf<VerifyEmail::Input>, &input);
  const std::string callback = input.callbackURL.value_or("");
  co_await check_callback_url(callback);
  auto outcome = co_await verify(context, std::move(input.token)).as_result();
  if (!callback.empty()) {
    if (outcome) co_return redirect(callback);
    if (outcome.error().status == 401)
      co_return redirect(with_query(callback, "error", outcome.error().name));
  }
  const auto output = co_await std::move(outcome);
  co_return detail::reply(VerifyEmail::operation, kTypeOf<VerifyEmail::Output>, &output);
}

}  // namespace crow::auth
