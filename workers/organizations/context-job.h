// The job that writes an organization's context. Its first step gathers what is known and hands it
// on, so that whatever dies later, the same facts are written about; the second one writes.
#pragma once

#include "shared/contracts/organizations.h"
#include "shared/core/time.h"
#include "shared/service/jobs.h"

namespace crow::organizations {

struct WriteContext {
  // A model may take a minute, three times.
  static constexpr JobKind job{.name = "write_context", .lease_ms = 5 * kMinute, .attempts_max = 8};
  struct Payload {
    std::optional<Timestamp> to;
    std::vector<Evidence> evidence;
    static constexpr auto fields =
        describe(field<&Payload::to>("to", "The end of the time; null before the first step."),
                 field<&Payload::evidence>("evidence", "What was gathered."));
  };
};

Task<JobOutcome> write_context(JobContext& job, WriteContext::Payload payload);

extern const JobTable kJobs;

}  // namespace crow::organizations
