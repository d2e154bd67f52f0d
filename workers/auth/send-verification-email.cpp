#include "shared/core/text.h"
#include "workers/auth/attempts.h"
#include "workers/auth/handlers.h"
#include "workers/auth/mail.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"

namespace crow::auth {
namespace {

// Whoever asks without a session learns nothing from the time either.
constexpr std::int64_t kLeastMs = 500;

constexpr sql::Statement<User, std::string_view> kSelectUser{"auth.find_user_to_verify", R"sql(
  SELECT name, email, email_verified, image, created_at, updated_at, id
    FROM user
   WHERE email = ?1
)sql"};

Task<> send_to(Context& context, User user, std::string callback, Attempts tries) {
  if (is_too_much_mail(tries)) co_return;
  const auto mail = co_await verification_mail(user, std::nullopt, callback, context.now());
  co_await context.database.batch(send(context, mail));
}

}  // namespace

Task<SendVerificationEmail::Output> send_verification_email(Context& context,
                                                            SendVerificationEmail::Input input) {
  if (!has_mail()) co_await refuse(kVerificationOff);
  const std::string callback = input.callbackURL ? std::move(input.callbackURL->value) : "";
  const std::string email = to_lower(input.email.value);
  const auto current = co_await find_session(context);
  const Timestamp now = context.now();
  if (current) {
    if (current->user.email != email) co_await refuse(kEmailMismatch);
    if (current->user.emailVerified) co_await refuse(kAlreadyVerified);
  }
  auto [users, tries] = co_await context.database.batch(sql::bind(kSelectUser, email),
                                                        count_try(Try::mail, email, now));
  if (!users.rows.empty() && !users.rows.front().emailVerified)
    co_await send_to(context, std::move(users.rows.front()), callback, tries.rows.front());
  if (!current) {
    const std::int64_t left_ms = now.ms + kLeastMs - context.now().ms;
    if (left_ms > 0) co_await context.host.sleep(left_ms);
  }
  co_return Done{};
}

}  // namespace crow::auth
