#include "workers/auth/mail.h"

#include "shared/core/text.h"
#include "shared/service/jobs.h"
#include "workers/auth/ids.h"
#include "workers/auth/mail-token.h"
#include "workers/auth/seal.h"
#include "workers/auth/send-mail.h"

namespace crow::auth {
namespace {

constexpr sql::Statement<sql::None, std::string_view, MailKind, std::string_view, std::string_view,
                         std::string_view, std::string_view, std::optional<std::string>,
                         std::optional<std::string>, Timestamp>
    kKeepMail{"auth.keep_mail", R"sql(
  INSERT INTO dev_mail (id, kind, recipient, subject, text, url, token, invitation, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
)sql"};

bool is_local() { return variable_or("ENVIRONMENT", {}) == "local"; }

// A subject is one line of a header: names that people chose stand in it.
std::string one_line(std::string_view text) {
  std::string out(cut_code_points(text, 200));
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  return out;
}

Task<> wake(Host host) { co_await Queue(host, "JOBS").send("wake"); }

}  // namespace

bool has_mail() { return is_local() || !variable_or("MAIL_FROM", {}).empty(); }

bool requires_verification() { return variable_or("EMAIL_VERIFICATION", {}) == "required"; }

sql::Bound<sql::None> send(Context& context, const Mail& mail) {
  std::string subject = one_line(mail.subject);
  if (is_local())
    return sql::bind(kKeepMail, new_job_id(context.host, "mail"), mail.kind, mail.to, subject,
                     mail.text, mail.url, mail.token, mail.invitation, context.now());
  // Without the secret there is neither a link nor anybody who could ask for mail.
  return enqueue<SendMail>(
      context, {mail.to, std::move(subject), seal(kSealOfMail, mail.text).value_or(std::string())});
}

void wake_sender(Context& context) {
  if (!is_local()) context.background.push_back(wake(context.host));
}

void wake_auth(Context& context) { context.background.push_back(wake(context.host)); }

std::string auth_url() { return concat(variable_or("BASE_URL", {}), "/api/v1/auth"); }

Result<Mail> verification_mail(const User& user, std::optional<std::string> update_to,
                               std::string_view callback, Timestamp now) {
  Mail mail;
  mail.kind = MailKind::verify_email;
  mail.to = update_to.value_or(user.email);
  const bool changes = update_to.has_value();
  MailToken claims;
  claims.email = user.email;
  claims.userId = user.id;
  claims.updateTo = std::move(update_to);
  if (changes) claims.requestType = kChangesEmail;
  mail.token = TRY(sign_mail_token(std::move(claims), now));
  mail.url = concat(auth_url(), "/verify-email?token=", *mail.token,
                    "&callbackURL=", percent_encode(callback.empty() ? "/" : callback));
  mail.subject = "Confirm your e-mail address";
  mail.text = concat("Hello,\n\nfollow this link to confirm that ", mail.to,
                     changes ? " is your new address:\n\n" : " is your address:\n\n", mail.url,
                     "\n\nThe link is good for an hour. If you did not ask for it, leave it.\n");
  return mail;
}

}  // namespace crow::auth
