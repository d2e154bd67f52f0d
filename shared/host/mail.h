// Sending mail: one message to one person.
//
//   co_await Mailer(context.host, "MAIL").send({"CROW <no-reply@crowai.dev>",
//   "ada@northwind.example",
//                                               "Confirm your address", "Follow this link: …"});
//
// Sending takes a second and may fail, so a request does not wait for it: a job does it (jobs.h).
#pragma once

#include <string>
#include <string_view>

#include "shared/core/describe.h"
#include "shared/host/host.h"

namespace crow {

struct MailMessage {
  std::string from, to, subject, text;
  static constexpr auto fields =
      describe(field<&MailMessage::from>("from", "Who sends: `Name <address>` or an address."),
               field<&MailMessage::to>("to", "To whom."),
               field<&MailMessage::subject>("subject", "What about."),
               field<&MailMessage::text>("text", "The text, plain."));
};

class Mailer {
 public:
  Mailer(Host host, std::string_view binding) : host_(host), binding_(binding) {}

  // Gives a message to the platform, which delivers it. What was given twice may arrive twice.
  //
  // Errors: unavailable, also for an address that the platform refuses.
  Task<> send(const MailMessage& message) const;

 private:
  Host host_;
  std::string_view binding_;
};

}  // namespace crow
