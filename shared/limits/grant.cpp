#include "shared/limits/grant.h"

#include <algorithm>

namespace crow::limits {
namespace {

constexpr std::int64_t kBlocksOfLimit = 20;  // As the contract has it.
constexpr std::int64_t kBlocksOfRest = 4;

std::int64_t part_of(std::int64_t number, std::int64_t parts) {
  return std::max<std::int64_t>(1, number / parts);
}

}  // namespace

Timestamp start_of_minute(Timestamp time) { return {time.ms / kMinute * kMinute}; }
Timestamp start_of_day(Timestamp time) { return {time.ms / kDay * kDay}; }

Grant grant(const Ask& ask, Timestamp now, const Given& given) {
  const Allowance& allowance = ask.allowance;
  const std::int64_t left = std::max<std::int64_t>(0, allowance.per_minute - given.of_minute);
  std::int64_t granted =
      std::min({std::max<std::int64_t>(1, ask.want), left,
                part_of(allowance.per_minute, kBlocksOfLimit), part_of(left, kBlocksOfRest)});
  Grant answer{.now = now, .minute = {.starts = start_of_minute(now)}};
  if (allowance.per_day) {
    const Timestamp day = start_of_day(now);
    const std::int64_t left_of_day = std::max<std::int64_t>(0, *allowance.per_day - given.of_day);
    const std::int64_t surplus =
        ask.surplus_day == day ? std::max<std::int64_t>(0, ask.surplus) : 0;
    granted =
        std::min({granted, surplus + part_of(left_of_day, kBlocksOfRest), surplus + left_of_day});
    const std::int64_t of_day = std::max<std::int64_t>(0, granted - surplus);
    answer.day = Share{day, of_day, left_of_day - of_day};
  }
  answer.minute.granted = granted;
  answer.minute.left = left - granted;
  return answer;
}

}  // namespace crow::limits
