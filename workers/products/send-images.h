// Images of products go to the worker that fetches them: whatever addresses a crawl, an import or a
// person brings, a job of its own sends on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/service/jobs.h"
#include "workers/products/store.h"

namespace crow::products {

struct SendImages {
  static constexpr JobKind job{.name = "send_images"};
  struct Payload {
    std::vector<std::string> ids;  // Products that are left.
    static constexpr auto fields = describe(field<&Payload::ids>("ids", ""));
  };
};

// The ids of those products whose images are others than before.
std::vector<std::string> with_new_images(const std::vector<Written>& products);

// Adds to a batch that writes them the job that sends their images.
void want_images(Context& context, Writes& writes, std::string_view organization_id,
                 std::vector<std::string> ids);

Task<JobOutcome> send_images(JobContext& job, SendImages::Payload payload);

}  // namespace crow::products
