#include "workers/interactions/filter.h"

#include "shared/core/text.h"
#include "shared/core/time.h"

namespace crow::interactions {
namespace {

// Beyond every time that an event can have.
constexpr std::int64_t kEndOfTime = 253'402'300'800'000;  // 10000-01-01

}  // namespace

Result<Period> period_of(const std::optional<Timestamp>& from, const std::optional<Timestamp>& to) {
  const Period period{from ? from->ms : 0, to ? to->ms : kEndOfTime};
  if (period.from < period.to) return period;
  return fail({{"to", Rule::range, concat("after `from`, ", to_rfc3339(*from)),
                to_rfc3339(Timestamp{period.to}), "string", &kTypeOf<Timestamp>}});
}

}  // namespace crow::interactions
