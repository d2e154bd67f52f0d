// What a counter gives away: tokens of a UTC minute and of a UTC day, in blocks.
//
// An instance asks for tokens in advance, so that most requests need not ask. The counter adds what
// it gives to what it has given, and never gives more than the limit; what an instance does not
// spend is lost with the window. So blocks are small where it matters: an instance asks for as many
// as it has spent in the window, gets at most a twentieth of the limit, and at most a quarter of
// what is left.
#pragma once

#include <cstdint>
#include <optional>

#include "shared/core/time.h"

namespace crow::limits {

// How many requests are let through. Absent: a day has no limit of its own.
struct Allowance {
  std::int64_t per_minute = 1;
  std::optional<std::int64_t> per_day = {};
  bool operator==(const Allowance&) const = default;
};

struct Ask {
  Allowance allowance;
  std::int64_t want = 1;
  // Tokens of the day that the instance holds beyond those of the minute, and when that day began:
  // of another day they are worth nothing.
  std::int64_t surplus = 0;
  Timestamp surplus_day = {};
};

// One window: when it began, by the counter's clock; what is given, what is left for others.
struct Share {
  Timestamp starts = {};
  std::int64_t granted = 0;
  std::int64_t left = 0;
};

struct Grant {
  Timestamp now = {};  // The counter's.
  Share minute = {};
  std::optional<Share> day = {};
};

// What was given of the two windows before.
struct Given {
  std::int64_t of_minute = 0, of_day = 0;
};

Timestamp start_of_minute(Timestamp time);
Timestamp start_of_day(Timestamp time);

Grant grant(const Ask& ask, Timestamp now, const Given& given);

}  // namespace crow::limits
