#include "shared/crawl/pace.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/formats/date.h"

namespace crow::crawl {

std::int64_t delay_of(const Pace& pace, const Manners& manners,
                      std::optional<std::int64_t> robots_delay) {
  const std::int64_t own = pace.delayMs == 0 ? manners.delay_first_ms : pace.delayMs;
  return std::max({own, manners.delay_min_ms, robots_delay.value_or(0)});
}

void note_answer(Pace& pace, const Manners& manners, const Answer& answer, Timestamp now) {
  const std::int64_t before = pace.delayMs == 0 ? manners.delay_first_ms : pace.delayMs;
  if (is_refusal(answer.status)) {
    ++pace.refusals;
    pace.delayMs = std::clamp<std::int64_t>(std::max<std::int64_t>(before * 2, kSecond),
                                            manners.delay_min_ms, manners.delay_max_ms);
    // Each refusal in a row doubles the wait that the host did not name.
    const std::int64_t wait = pace.delayMs << std::min<std::int64_t>(pace.refusals - 1, 6);
    const std::int64_t asked = retry_after_ms(answer.retry_after, now).value_or(0);
    pace.notBefore.ms =
        std::max(pace.notBefore.ms, now.ms + std::min(std::max(wait, asked), std::int64_t{kHour}));
    return;
  }
  // Half of the way down to the latency, all of the way up.
  const std::int64_t target = answer.latency_ms / std::max(manners.at_once, 1);
  std::int64_t delay = std::max(target, (before + target) / 2);
  const bool is_well = answer.status >= 200 && answer.status < 400;
  if (!is_well) delay = std::max(delay, before);
  if (is_well) pace.refusals = 0;
  pace.delayMs =
      std::clamp(delay, std::max<std::int64_t>(manners.delay_min_ms, 1), manners.delay_max_ms);
}

std::optional<std::int64_t> retry_after_ms(std::string_view value, Timestamp now) {
  value = trim(value);
  if (value.empty()) return std::nullopt;
  const auto seconds = to_number(value);
  std::int64_t ms = 0;
  if (seconds) {
    ms = std::clamp<std::int64_t>(*seconds, 0, kHour / kSecond) * kSecond;
  } else {
    const auto date = from_rfc822(value);
    if (!date) return std::nullopt;
    ms = date->ms - now.ms;
  }
  return std::clamp<std::int64_t>(ms, 0, kHour);
}

}  // namespace crow::crawl
