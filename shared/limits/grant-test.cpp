#include "shared/limits/grant.h"

#include <gtest/gtest.h>

namespace crow::limits {
namespace {

constexpr Timestamp kNow{1'790'000'050'000};  // Ten seconds into a minute.

std::int64_t granted(std::int64_t limit, std::int64_t given, std::int64_t want) {
  return grant({.allowance = {.per_minute = limit}, .want = want}, kNow, {.of_minute = given})
      .minute.granted;
}

TEST(Grant, IsAtMostATwentiethOfTheLimitAndAQuarterOfWhatIsLeft) {
  EXPECT_EQ(granted(1'000'000, 0, 1), 1);
  EXPECT_EQ(granted(1'000'000, 0, 1'000'000), 50'000);
  EXPECT_EQ(granted(1'000, 0, 500), 50);
  EXPECT_EQ(granted(1'000, 900, 500), 25);
  EXPECT_EQ(granted(1'000, 993, 500), 1);
  EXPECT_EQ(granted(1'000, 999, 1), 1);
  EXPECT_EQ(granted(1'000, 1'000, 1), 0);
  EXPECT_EQ(granted(10, 0, 10), 1);
  EXPECT_EQ(granted(1, 0, 1), 1);
  // A limit that was lowered meanwhile.
  EXPECT_EQ(granted(10, 50, 1), 0);
  // Nobody asks for nothing.
  EXPECT_EQ(granted(10, 0, 0), 1);
  EXPECT_EQ(granted(10, 0, -5), 1);
}

TEST(Grant, SaysWhatIsLeftAndWhenItsWindowsBegan) {
  const auto answer = grant({.allowance = {.per_minute = 60, .per_day = 1'000}, .want = 3}, kNow,
                            {.of_minute = 7, .of_day = 100});
  EXPECT_EQ(answer.now, kNow);
  EXPECT_EQ(answer.minute.starts.ms, 1'790'000'040'000);
  EXPECT_EQ(answer.minute.granted, 3);
  EXPECT_EQ(answer.minute.left, 50);
  EXPECT_EQ(answer.day->starts.ms, 1'789'948'800'000);
  EXPECT_EQ(answer.day->granted, 3);
  EXPECT_EQ(answer.day->left, 897);
  EXPECT_FALSE(grant({.allowance = {.per_minute = 60}}, kNow, {}).day.has_value());
}

TEST(Grant, GivesOfTheDayOnlyWhatTheAskerLacks) {
  const Timestamp day = start_of_day(kNow);
  const auto ask = [&](std::int64_t surplus, Timestamp of, std::int64_t given_of_day) {
    return grant({.allowance = {.per_minute = 200, .per_day = 100},
                  .want = 8,
                  .surplus = surplus,
                  .surplus_day = of},
                 kNow, {.of_day = given_of_day});
  };
  EXPECT_EQ(ask(5, day, 0).minute.granted, 8);
  EXPECT_EQ(ask(5, day, 0).day->granted, 3);
  EXPECT_EQ(ask(20, day, 0).day->granted, 0);
  // What is left over from yesterday is worth nothing.
  EXPECT_EQ(ask(5, {day.ms - kDay}, 0).day->granted, 8);
  EXPECT_EQ(ask(0, day, 99).minute.granted, 1);
  EXPECT_EQ(ask(0, day, 100).minute.granted, 0);
  EXPECT_EQ(ask(0, day, 100).minute.left, 200);
  EXPECT_EQ(ask(2, day, 100).minute.granted, 2);
  EXPECT_EQ(ask(-3, day, 100).minute.granted, 0);
}

}  // namespace
}  // namespace crow::limits
