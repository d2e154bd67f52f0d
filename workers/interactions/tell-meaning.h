// Telling the service meaning what is said in interactions: a job behind the one of the text index.
//
// A text is the summary of an interaction with its channel; those that say the same share one, so a
// page that is viewed a thousand times costs one vector. When the last interaction that says it is
// erased, by a visitor's wish or by age, the text is forgotten there too.
#pragma once

#include <string>
#include <string_view>

#include "shared/contracts/interactions.h"
#include "shared/service/jobs.h"

namespace crow::interactions {

inline constexpr std::string_view kMeaning = "MEANING";
inline constexpr std::string_view kCollection = "interactions";

struct TellMeaning {
  static constexpr JobKind job{.name = "tell_meaning", .attempts_max = 30};
  using Payload = Nothing;
};

Task<JobOutcome> tell_meaning(JobContext& job, TellMeaning::Payload payload);

// Asks for the job, which is there once for all organizations.
template <typename Asker>
sql::Bound<sql::None> tell_meaning_soon(Asker& asker) {
  return enqueue<TellMeaning>(asker, {}, {.id = "tell_meaning"});
}

// By which key meaning knows a text.
std::string text_key_of(SourceType source, std::string_view summary);

// What meaning filters by.
RawObject labels_of(SourceType source);

}  // namespace crow::interactions
