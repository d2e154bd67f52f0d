#include "workers/interactions/handlers.h"

namespace crow::interactions {
namespace {

// From one type to the next by the index, and each type's part of the time by the same index: rows
// of other times are never looked at, however many there are.
constexpr sql::Statement<TypeCount, std::string_view, std::int64_t, std::int64_t, std::int64_t>
    kTypes{"interactions.types", R"sql(
  WITH RECURSIVE known (type) AS (
    SELECT min(type) FROM interaction INDEXED BY interaction_by_type WHERE organization_id = ?1
     UNION ALL
    SELECT (SELECT min(i.type)
              FROM interaction AS i INDEXED BY interaction_by_type
             WHERE i.organization_id = ?1 AND i.type > known.type)
      FROM known
     WHERE known.type IS NOT NULL
     LIMIT ?4
  )
  SELECT known.type,
         (SELECT count(*)
            FROM interaction AS i INDEXED BY interaction_by_type
           WHERE i.organization_id = ?1 AND i.type = known.type
             AND i.occurred_at >= ?2 AND i.occurred_at < ?3) AS count
    FROM known
   WHERE known.type IS NOT NULL
   ORDER BY count DESC, known.type
)sql"};

}  // namespace

Task<CountForService::Output> count_for_service(Context& context, CountForService::Input input) {
  // As the summary of a caller of this organization.
  context.caller.organization_id = std::move(input.organizationId.value);
  GetSummary::Output summary = co_await get_summary(
      context, {.from = input.from, .to = input.to, .interval = Interval::day});
  CountForService::Output output{.web = summary.web,
                                 .cctv = summary.cctv,
                                 .social = summary.social,
                                 .total = summary.total,
                                 .days = {},
                                 .types = {}};
  for (const Bucket& day : *summary.series)
    if (day.total > 0) output.days.push_back({day.start, day.total});
  output.types = co_await context.database.all(kTypes, context.caller.organization_id,
                                               input.from.ms, input.to.ms, kTypesMax);
  std::erase_if(output.types, [](const TypeCount& one) { return one.count == 0; });
  co_return output;
}

}  // namespace crow::interactions
