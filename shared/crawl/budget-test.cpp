#include "shared/crawl/budget.h"

#include <gtest/gtest.h>

namespace crow::crawl {
namespace {

TEST(Budget, EndsWithThePartThatIsUsedUpFirst) {
  const Budget budget = Budget::of(100, 3);
  EXPECT_EQ(end_of(budget, {.pages = 99}), "");
  EXPECT_EQ(end_of(budget, {.pages = 100}), "pages");
  EXPECT_EQ(end_of(budget, {.pages = 5, .bytes = budget.bytes}), "bytes");
  EXPECT_EQ(end_of(budget, {.pages = 5, .bytes = 1, .time_ms = 12 * kHour}), "time");
}

TEST(Percent, IsOfWhatIsAheadWithinTheBudget) {
  const Budget budget = Budget::of(100, 3);
  EXPECT_EQ(percent_of(budget, 0, 0), 0);
  EXPECT_EQ(percent_of(budget, 1, 3), 25);
  EXPECT_EQ(percent_of(budget, 50, 10'000), 50);
  EXPECT_EQ(percent_of(budget, 4, 0), 99) << "the end is said at the end";
}

}  // namespace
}  // namespace crow::crawl
