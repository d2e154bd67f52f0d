// What the worker does by the clock: it erases what is kept no longer.
#pragma once

#include "shared/service/jobs.h"

namespace crow::interactions {

// Erases, organization by organization and 500 at a time, what is older than the organization
// keeps.
struct KeepToRetention {
  static constexpr JobKind job{.name = "keep_to_retention"};
  struct Payload {
    std::string organizationId;  // The one at work, or the one that was done last.
    static constexpr auto fields =
        describe(field<&Payload::organizationId>("organizationId", "Where it stands."));
  };
};

Task<JobOutcome> keep_to_retention(JobContext& job, KeepToRetention::Payload payload);

// For the worker's cron, once a minute: brings the text index up to date when a wake-up was lost,
// forgets the salts of days that are over, and once a day asks for KeepToRetention.
Task<> keep_house(Context& context);

}  // namespace crow::interactions
