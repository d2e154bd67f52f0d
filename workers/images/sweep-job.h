// Deletes pictures that no product shows any more: a job in small steps, begun once a day.
//
//   tell   products whose catalog was not told are tried again, so that it is known what they show
//   look   pictures, a page at a time. One that no product names gets seven days; when they are
//          over and still none does, its rows go and its keys are noted as removals, in one batch
//          that looks again
//
// Before it looks any further, a step deletes from the bucket what is noted, and then the notes. So
// a process may die anywhere, and nothing is forgotten in the bucket. Whoever fetches a picture
// gives it seven days before it puts bytes there (picture.cpp), and waits while its key is noted:
// what is being fetched is never deleted.
//
// While one of an organization's products was not told, the catalog may still show a picture that
// nobody names here: nothing of that organization is deleted then.
#pragma once

#include <string>

#include "shared/service/jobs.h"

namespace crow::images {

inline constexpr std::int64_t kUnshownKeptMs = 7 * kDay;

enum class SweepPhase : std::uint8_t { tell, look };
constexpr auto names(SweepPhase) { return std::to_array<std::string_view>({"tell", "look"}); }

struct SweepPictures {
  static constexpr JobKind job{.name = "sweep_pictures"};
  struct Payload {
    SweepPhase phase = SweepPhase::tell;
    std::string organizationId = {}, after = {};  // Behind this product, or picture.
    static constexpr auto fields = describe(field<&Payload::phase>("phase", ""),
                                            field<&Payload::organizationId>("organizationId", ""),
                                            field<&Payload::after>("after", ""));
  };
};

Task<JobOutcome> sweep_step(JobContext& job, SweepPictures::Payload payload);

// What the worker's cron does: begins the sweep, once a day.
Task<> keep_house(Context& context);

}  // namespace crow::images
