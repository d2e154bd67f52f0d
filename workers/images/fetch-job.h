// What becomes of the images of a product: a job in small steps, one image or one call each.
//
//   fetch     the next image is fetched, checked, stored once for its bytes, and looked at
//   tell      products learns which images there are; one of several that look the same is enough
//   describe  the next picture is described, unless the same model has done so before
//   finish    products learns what is seen in them
//
// A process may die anywhere: keys are made of the bytes, so what is put into the bucket twice is
// there once, and everything else is written with the step's end. What cannot be had is noted with
// its reason, after three tries where another try may help, and the rest goes on. While nobody
// describes, images are shown all the same.
#pragma once

#include <string>
#include <string_view>

#include "shared/service/jobs.h"

namespace crow::images {

enum class Phase : std::uint8_t { fetch, tell, describe, finish };
constexpr auto names(Phase) {
  return std::to_array<std::string_view>({"fetch", "tell", "describe", "finish"});
}

struct FetchImages {
  static constexpr JobKind job{.name = "fetch_images", .first_delay_ms = 5 * kSecond};
  struct Payload {
    std::string productId;
    Phase phase = Phase::fetch;
    static constexpr auto fields = describe(field<&Payload::productId>("productId", ""),
                                            field<&Payload::phase>("phase", "").defaulted());
  };
};

// One job for a product: it is brought up to date, however often that is asked for.
std::string job_id_of(std::string_view organization_id, std::string_view product_id);

Task<JobOutcome> fetch_step(JobContext& job, FetchImages::Payload payload);

}  // namespace crow::images
