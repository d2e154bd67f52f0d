#include "shared/core/text.h"
#include "shared/core/time.h"
#include "workers/auth/attempts.h"
#include "workers/auth/handlers.h"
#include "workers/auth/ids.h"
#include "workers/auth/key-hash.h"
#include "workers/auth/mail.h"
#include "workers/auth/refusal.h"

namespace crow::auth {
namespace {

constexpr std::int64_t kLifeMs = kHour;

struct Owner {
  std::string id;
  static constexpr auto fields = describe(field<&Owner::id>("id", ""));
};

constexpr sql::Statement<Owner, std::string_view> kSelectOwner{"auth.find_owner_to_reset", R"sql(
  SELECT id FROM user WHERE email = ?1
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view, Timestamp>
    kInsertVerification{"auth.insert_verification", R"sql(
  INSERT INTO verification (id, user_id, expires_at)
  SELECT ?1, id, ?3 FROM user WHERE id = ?2
)sql"};

Mail reset_mail(const std::string& email, std::string token, std::string_view page) {
  Mail mail;
  mail.kind = MailKind::reset_password;
  mail.to = email;
  mail.subject = "Set a new password";
  mail.url = concat(auth_url(), "/reset-password/", token, "?callbackURL=", percent_encode(page));
  mail.token = std::move(token);
  mail.text = concat("Hello,\n\nfollow this link to set a new password:\n\n", mail.url,
                     "\n\nThe link is good for an hour, once. If you did not ask for it, leave "
                     "it: your password stays as it is.\n");
  return mail;
}

}  // namespace

// As many round trips for an address that nobody has.
Task<RequestPasswordReset::Output> request_password_reset(Context& context,
                                                          RequestPasswordReset::Input input) {
  if (!has_mail()) co_await refuse(kResetOff);
  const std::string email = to_lower(input.email.value);
  const Timestamp now = context.now();
  auto [owners, tries] = co_await context.database.batch(sql::bind(kSelectOwner, email),
                                                         count_try(Try::mail, email, now));
  const std::string owner = owners.rows.empty() ? "" : owners.rows.front().id;
  std::string token = new_link_token();
  const auto store =
      sql::bind(kInsertVerification, hash_of_key(token), owner, Timestamp{now.ms + kLifeMs});
  if (owner.empty() || is_too_much_mail(tries.rows.front())) {
    co_await context.database.batch(sql::bind(kInsertVerification, "", "", now));
  } else {
    const Mail mail =
        reset_mail(email, std::move(token),
                   input.redirectTo ? std::string_view(*input.redirectTo) : std::string_view());
    co_await context.database.batch(store, send(context, mail));
  }
  co_return RequestPasswordReset::Output{};
}

}  // namespace crow::auth
