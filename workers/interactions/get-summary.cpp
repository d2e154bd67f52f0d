#include "shared/core/text.h"
#include "shared/core/time.h"
#include "workers/interactions/filter.h"
#include "workers/interactions/handlers.h"

namespace crow::interactions {
namespace {

struct Count {
  SourceType sourceType{};
  std::int64_t bucket = 0, count = 0;
  static constexpr auto fields =
      describe(field<&Count::sourceType>("sourceType", ""), field<&Count::bucket>("bucket", ""),
               field<&Count::count>("count", ""));
};

// Each channel is a range of one index, which holds all that is asked for.
constexpr sql::Statement<Count, std::string_view, std::int64_t, std::int64_t> kTotals{
    "interactions.summary", R"sql(
  SELECT source_type, 0 AS bucket, count(*) AS count
    FROM interaction INDEXED BY interaction_by_source
   WHERE organization_id = ?1 AND source_type IN ('web', 'cctv', 'social')
     AND occurred_at >= ?2 AND occurred_at < ?3
   GROUP BY source_type
)sql"};

constexpr sql::Statement<Count, std::string_view, std::int64_t, std::int64_t, std::int64_t,
                         std::int64_t>
    kSeries{"interactions.series", R"sql(
  SELECT source_type,
         (occurred_at - CAST(?5 AS INTEGER)) / CAST(?4 AS INTEGER) AS bucket,
         count(*) AS count
    FROM interaction INDEXED BY interaction_by_source
   WHERE organization_id = ?1 AND source_type IN ('web', 'cctv', 'social')
     AND occurred_at >= ?2 AND occurred_at < ?3
   GROUP BY source_type, bucket
)sql"};

constexpr std::int64_t kWeek = 7 * kDay;
constexpr std::int64_t kFirstMonday = 4 * kDay;  // 1970-01-05

std::int64_t length_of(Interval interval) {
  constexpr std::int64_t kLengths[] = {kHour, kDay, kWeek};
  return kLengths[static_cast<std::size_t>(interval)];
}

std::int64_t default_buckets(Interval interval) {
  constexpr std::int64_t kCounts[] = {7 * 24, 90, 52};
  return kCounts[static_cast<std::size_t>(interval)];
}

// A Bucket and GetSummary::Output count alike.
template <typename Counts>
void add(Counts& counts, const Count& row) {
  std::int64_t Counts::* const channels[] = {&Counts::web, &Counts::cctv, &Counts::social};
  counts.*channels[static_cast<std::size_t>(row.sourceType)] += row.count;
  counts.total += row.count;
}

Task<GetSummary::Output> summarize(const Context& context, const GetSummary::Input& input) {
  GetSummary::Output output;
  const Period period = co_await period_of(input.from, input.to);
  for (const Count& row : co_await context.database.all(kTotals, context.caller.organization_id,
                                                        period.from, period.to))
    add(output, row);
  co_return output;
}

// Whole buckets: the first begins at or before `from`, and is counted from `from` on.
Task<GetSummary::Output> summarize_over_time(const Context& context,
                                             const GetSummary::Input& input) {
  const std::int64_t length = length_of(*input.interval);
  const std::int64_t origin = *input.interval == Interval::week ? kFirstMonday : 0;
  const Timestamp to = input.to.value_or(context.now());
  const Timestamp from =
      input.from.value_or(Timestamp{to.ms - default_buckets(*input.interval) * length});
  const Period period = co_await period_of(from, to);
  // Rounded down, before 1970 as well.
  const auto bucket_of = [&](std::int64_t ms) {
    return (ms - origin) / length - ((ms - origin) % length < 0 ? 1 : 0);
  };
  const std::int64_t first = bucket_of(period.from);
  const std::int64_t count = bucket_of(period.to - 1) - first + 1;
  if (count > kBucketsMax)
    co_await fail({{"interval", Rule::range,
                    concat("long enough for at most ", kBucketsMax, " parts of the time"),
                    concat(name_of(*input.interval), ", which makes ", count), "string",
                    &kTypeOf<Interval>}});

  GetSummary::Output output;
  std::vector<Bucket>& series = output.series.emplace(static_cast<std::size_t>(count));
  for (std::int64_t i = 0; i < count; ++i)
    series[static_cast<std::size_t>(i)].start.ms = (first + i) * length + origin;
  for (const Count& row : co_await context.database.all(kSeries, context.caller.organization_id,
                                                        period.from, period.to, length, origin)) {
    add(output, row);
    add(series[static_cast<std::size_t>(row.bucket - first)], row);
  }
  co_return output;
}

}  // namespace

Task<GetSummary::Output> get_summary(Context& context, GetSummary::Input input) {
  if (input.interval) co_return co_await summarize_over_time(context, input);
  co_return co_await summarize(context, input);
}

Task<GetOrganizationSummary::Output> get_organization_summary(Context& context,
                                                              GetOrganizationSummary::Input input) {
  return get_summary(context, std::move(input.summary));
}

}  // namespace crow::interactions
