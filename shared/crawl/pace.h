// How fast a host is asked: never faster than it answers, and slower when it says so.
//
//   Pace pace = kept.value_or(Pace{});
//   … a page was asked for at `now` and answered after `latency_ms` …
//   note_answer(pace, manners, {.status = 200, .latency_ms = 180}, now);
//   … the next one not before pace.notBefore
//
// The delay follows the latency: of a host that needs half a second for a page, one page is asked
// for every half a second and connection. It rises at once and falls slowly, and an error never
// makes it fall.
#pragma once

#include <optional>
#include <string_view>

#include "shared/core/describe.h"
#include "shared/core/time.h"

namespace crow::crawl {

// What is kept of a host.
struct Pace {
  std::int64_t delayMs = 0;  // Between two requests; 0 before the first answer.
  Timestamp notBefore = {};
  std::int64_t refusals = 0;  // 429 and 503 since the last answer that was none.

  static constexpr auto fields =
      describe(field<&Pace::delayMs>("delayMs", ""), field<&Pace::notBefore>("notBefore", ""),
               field<&Pace::refusals>("refusals", ""));
};

struct Manners {
  std::int64_t delay_min_ms = 250;
  std::int64_t delay_first_ms = 1'000;  // Before anything is known of the host.
  std::int64_t delay_max_ms = 60 * kSecond;
  int at_once = 2;  // Requests under way to one host.
};
inline constexpr Manners kPublicManners{};
// A shop on this machine, which its operator named.
inline constexpr Manners kLocalManners{.delay_min_ms = 0, .delay_first_ms = 0, .at_once = 8};

struct Answer {
  int status = 200;  // 0 for none.
  std::int64_t latency_ms = 0;
  std::string_view retry_after = {};
};

// `robots_delay` is the Crawl-delay, a lower bound.
std::int64_t delay_of(const Pace& pace, const Manners& manners,
                      std::optional<std::int64_t> robots_delay);

void note_answer(Pace& pace, const Manners& manners, const Answer& answer, Timestamp now);

// Retry-After: seconds or a date (RFC 9110, 10.2.3); at most an hour. Absent for what is neither.
std::optional<std::int64_t> retry_after_ms(std::string_view value, Timestamp now);

// Whether the host asks for patience.
constexpr bool is_refusal(int status) { return status == 429 || status == 503; }

}  // namespace crow::crawl
