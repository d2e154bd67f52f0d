// What other services of the platform ask interactions. Part of shared/contracts/interactions.h.
#pragma once

#include "shared/contracts/common.h"
#include "shared/core/describe.h"
#include "shared/service/operation.h"

namespace crow::interactions {

// Of the types that an organization has, so many are counted.
inline constexpr std::size_t kTypesMax = 500;

struct TypeCount {
  std::string type;
  std::int64_t count = 0;
  static constexpr auto fields =
      describe(field<&TypeCount::type>("type", "What happened, as `page_view`."),
               field<&TypeCount::count>("count", "How often."));
};

struct DayCount {
  Timestamp start;
  std::int64_t total = 0;
  static constexpr auto fields =
      describe(field<&DayCount::start>("start", "When the day begins, in UTC."),
               field<&DayCount::total>("total", "How much happened on it."));
};

// The same counts as the summary and the lists give, without a caller: for whoever writes about an
// organization.
struct CountForService {
  static constexpr Operation operation{
      .name = "count_interactions_for_service",
      .method = Method::post,
      .path = "/internal/interactions/counts",
      .summary = "Counts an organization's interactions: by channel, by day and by type.",
      .access = Access::service};
  struct Input {
    Id organizationId;
    Timestamp from, to;
    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "Whose interactions."),
                 field<&Input::from>("from", "Not before; inclusive."),
                 field<&Input::to>("to", "Before; exclusive."));
  };
  struct Output {
    static constexpr std::string_view title = "InteractionCounts";
    std::int64_t web = 0, cctv = 0, social = 0, total = 0;
    std::vector<DayCount> days;
    std::vector<TypeCount> types;
    static constexpr auto fields =
        describe(field<&Output::web>("web", "Interactions of the website."),
                 field<&Output::cctv>("cctv", "Interactions of the cameras."),
                 field<&Output::social>("social", "Interactions of social media."),
                 field<&Output::total>("total", "All of them."),
                 field<&Output::days>("days", "The days with interactions, oldest first."),
                 field<&Output::types>("types", "Those that occurred, the most frequent first."));
  };
};

}  // namespace crow::interactions
