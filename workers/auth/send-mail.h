// The job that sends one mail.
#pragma once

#include "shared/service/jobs.h"

namespace crow::auth {

struct SendMail {
  static constexpr JobKind job{.name = "send_mail", .attempts_max = 8, .keep_ms = kMinute};
  struct Payload {
    std::string to, subject, text;
    static constexpr auto fields = describe(field<&Payload::to>("to", "To whom."),
                                            field<&Payload::subject>("subject", "What about."),
                                            field<&Payload::text>("text", "The text, sealed."));
  };
};

Task<JobOutcome> send_mail(JobContext& job, SendMail::Payload payload);

extern const JobTable kJobs;

}  // namespace crow::auth
