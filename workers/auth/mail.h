// What auth and access send by mail, and how.
//
// On a machine of one's own nothing is sent: mail is kept in a table, and GET /dev/mail shows it.
// Elsewhere a job sends it (send-mail.h), asked for in the batch of the change that calls for it.
// A deployment without the variable MAIL_FROM sends none, and refuses what needs it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/contracts/auth.h"
#include "shared/service/context.h"

namespace crow::auth {

struct Mail {
  MailKind kind{};
  std::string to, subject, text, url;
  std::optional<std::string> token, invitation;
};

// Whether this deployment sends mail.
bool has_mail();

// Whether addresses must be confirmed before one can sign in: variable EMAIL_VERIFICATION
// "required".
bool requires_verification();

// The statement that has it sent. While it waits its text is sealed: the links in it open accounts.
sql::Bound<sql::None> send(Context& context, const Mail& mail);

// Wakes who sends, after the batch; for workers that do no jobs themselves.
void wake_sender(Context& context);

// Wakes auth, after a batch that asked for another job of its.
void wake_auth(Context& context);

// "<base url>/api/v1/auth", where links lead.
std::string auth_url();

// The link that confirms an address, or changes the account's to `update_to`; the page that follows
// it is `callback`, "/" unless given.
Result<Mail> verification_mail(const User& user, std::optional<std::string> update_to,
                               std::string_view callback, Timestamp now);

}  // namespace crow::auth
