// The job that makes vectors of a collection's texts: shared/embedding/embed.h, over the tables of
// this worker.
#pragma once

#include <string_view>

#include "shared/embedding/embed.h"
#include "shared/service/jobs.h"

namespace crow::meaning {

struct EmbedJob {
  static constexpr JobKind job{
      .name = "embed_texts", .lease_ms = 2 * kMinute, .attempts_max = 30, .keep_ms = 7 * kDay};
  using Payload = embedding::Progress;
};

Task<JobOutcome> embed_step(JobContext& job, EmbedJob::Payload payload);

// Asks for the job, to be written in the batch of the change that calls for it.
sql::Bound<sql::None> embed_soon(Context& context, std::string_view organization_id,
                                 std::string_view collection);

}  // namespace crow::meaning
