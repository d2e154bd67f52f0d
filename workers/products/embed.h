// Vectors of products, for the search by meaning: the job of shared/embedding/embed.h, over the
// catalog. The catalog's row names the model that searches go by.
#pragma once

#include <string_view>

#include "shared/embedding/embed.h"
#include "shared/service/jobs.h"

namespace crow::products {

// Adds to a batch that changes products the job that makes their vectors anew. Without an
// organization it is the caller's.
void want_vectors(Context& context, Writes& writes, std::string_view organization_id = {});

struct EmbedJob {
  static constexpr JobKind job{
      .name = "embed_products", .lease_ms = 2 * kMinute, .attempts_max = 8, .keep_ms = 7 * kDay};
  using Payload = embedding::Progress;
};

Task<JobOutcome> embed_step(JobContext& job, EmbedJob::Payload payload);

}  // namespace crow::products
