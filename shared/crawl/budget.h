// How much a crawl may take.
#pragma once

#include <string_view>

#include "shared/core/describe.h"
#include "shared/core/time.h"

namespace crow::crawl {

struct Budget {
  std::int64_t pages = 1'000;
  std::int64_t depth = 10;  // Links away from the source.
  std::int64_t bytes = 4'000'000'000;
  std::int64_t time_ms = 12 * kHour;  // Of one run.

  // Pages are a shop's own affair, so bytes follow them: a megabyte and a half each.
  static constexpr Budget of(std::int64_t pages, std::int64_t depth) {
    return {.pages = pages, .depth = depth, .bytes = pages * 1'500'000 + 64'000'000};
  }
};

struct Spent {
  std::int64_t pages = 0, bytes = 0, time_ms = 0;
};

// Which part of a budget is used up, "pages", "bytes" or "time"; empty while there is some of each.
constexpr std::string_view end_of(const Budget& budget, const Spent& spent) {
  if (spent.pages >= budget.pages) return "pages";
  if (spent.bytes >= budget.bytes) return "bytes";
  if (spent.time_ms >= budget.time_ms) return "time";
  return {};
}

// How much of a run is done, in percent: known pages are what is ahead, as far as the budget goes.
// Less than a hundred until it has ended.
constexpr std::int64_t percent_of(const Budget& budget, std::int64_t done, std::int64_t waiting) {
  std::int64_t ahead = done + waiting;
  if (ahead > budget.pages) ahead = budget.pages;
  if (ahead <= 0) return 0;
  const std::int64_t percent = done * 100 / ahead;
  return percent > 99 ? 99 : percent;
}

}  // namespace crow::crawl
