// Scoring an organization's web interactions again, after the rules have changed or by request.
#pragma once

#include "shared/contracts/page.h"
#include "shared/service/jobs.h"

namespace crow::interactions {

// Goes through the interactions from the oldest on, 500 a step, and writes the scores that differ.
struct ScoreBots {
  static constexpr JobKind job{.name = "score_bots"};
  struct Payload {
    Place after{.time = -1};  // The last one scored.
    std::int64_t total = 0, scored = 0, changed = 0;
    static constexpr auto fields =
        describe(embed<&Payload::after>(), field<&Payload::total>("total", "All there are."),
                 field<&Payload::scored>("scored", "Looked at."),
                 field<&Payload::changed>("changed", "That have another score now."));
  };
};

Task<JobOutcome> score_bots(JobContext& job, ScoreBots::Payload payload);

}  // namespace crow::interactions
