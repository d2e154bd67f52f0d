#include "workers/interactions/filter.h"

#include "shared/core/text.h"
#include "shared/core/time.h"

namespace crow::interactions {
namespace {

// Before and behind every time that can be written.
constexpr std::int64_t kBeginOfTime = -62'167'305'600'000;  // A day before 0000-01-01.
constexpr std::int64_t kEndOfTime = 253'402'387'200'000;    // 10000-01-02

}  // namespace

Result<Period> period_of(const std::optional<Timestamp>& from, const std::optional<Timestamp>& to) {
  const Period period{from ? from->ms : kBeginOfTime, to ? to->ms : kEndOfTime};
  if (period.from < period.to) return period;
  // Only a `from` that was given can be as late.
  return fail({{"to", Rule::range, concat("after `from`, ", to_rfc3339(*from)),
                to_rfc3339(Timestamp{period.to}), "string", &kTypeOf<Timestamp>}});
}

}  // namespace crow::interactions
