#include "workers/auth/send-mail.h"

#include "shared/host/mail.h"
#include "workers/auth/erase-job.h"
#include "workers/auth/seal.h"

namespace crow::auth {
namespace {

constexpr std::array kHandlers = {handle<SendMail, send_mail>(),
                                  handle<EraseOrganization, erase_organization>(),
                                  handle<EraseUser, erase_user>()};

}  // namespace

// organizations has jobs of its own in the identity database.
constinit const JobTable kJobs{.handlers = kHandlers, .others_ms = 0};

Task<JobOutcome> send_mail(JobContext& job, SendMail::Payload payload) {
  auto text = open_sealed(kSealOfMail, payload.text);
  // While AUTH_SECRET changes, access may have the new one first.
  co_await require(text.has_value(), ErrorCode::unavailable, "Another secret sealed the mail.");
  MailMessage message{std::string(variable_or("MAIL_FROM", {})), std::move(payload.to),
                      std::move(payload.subject), std::move(*text)};
  co_await Mailer(job.host, "MAIL").send(message);
  co_return completed();
}

}  // namespace crow::auth
