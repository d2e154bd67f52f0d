#include "workers/limiter/testing.h"

namespace crow::limiter {
namespace {

TEST(LeaseTokens, GivesBlocksUntilNothingIsLeft) {
  CounterWorld world;
  std::int64_t given = 0;
  for (int i = 0; i < 100; ++i)
    given += world.lease("id=k&perMinute=100&want=50&surplus=0").minute.granted;
  EXPECT_EQ(given, 100);
  const auto last = world.lease("id=k&perMinute=100&want=1&surplus=0");
  EXPECT_EQ(last.minute.granted, 0);
  EXPECT_EQ(last.minute.left, 0);
  EXPECT_EQ(last.minute.starts.ms, 1'790'000'040'000);
  EXPECT_EQ(last.now.ms, world.now_ms);
  EXPECT_FALSE(last.day.has_value());
  world.now_ms += 50'000;
  EXPECT_EQ(world.lease("id=k&perMinute=100&want=2&surplus=0").minute.granted, 2);
}

TEST(LeaseTokens, CountsEachIdByItself) {
  CounterWorld world;
  EXPECT_EQ(world.lease("id=a&perMinute=1&want=1&surplus=0").minute.granted, 1);
  EXPECT_EQ(world.lease("id=a&perMinute=1&want=1&surplus=0").minute.granted, 0);
  EXPECT_EQ(world.lease("id=b&perMinute=1&want=1&surplus=0").minute.granted, 1);
}

TEST(LeaseTokens, GivesOfTheDayToo) {
  CounterWorld world;
  std::int64_t minutes = 0, days = 0;
  for (int i = 0; i < 40; ++i, world.now_ms += kMinute) {
    const auto answer = world.lease("id=k&perMinute=60&perDay=30&want=1&surplus=0");
    minutes += answer.minute.granted;
    days += answer.day->granted;
  }
  EXPECT_EQ(minutes, 30);
  EXPECT_EQ(days, 30);
  const auto day = to_rfc3339({world.now_ms / kDay * kDay});
  EXPECT_EQ(world.lease(concat("id=k&perMinute=60&perDay=30&want=2&surplus=2&surplusDay=", day))
                .minute.granted,
            2);
  world.now_ms += kDay;
  EXPECT_EQ(world.lease(concat("id=k&perMinute=60&perDay=30&want=2&surplus=2&surplusDay=", day))
                .day->granted,
            2);
}

TEST(LeaseTokens, RemembersAWindowToWhichTheClockGoesBack) {
  CounterWorld world;
  const std::string_view query = "id=k&perMinute=20&want=1&surplus=0";
  for (int i = 0; i < 20; ++i) world.lease(query);
  world.now_ms += kMinute;
  EXPECT_EQ(world.lease(query).minute.granted, 1);
  world.now_ms -= kMinute;
  EXPECT_EQ(world.lease(query).minute.granted, 0);
  world.now_ms += kMinute + kRememberedMs - 20'000;
  world.scheduled("alarm");
  world.now_ms -= kMinute + kRememberedMs - 20'000;
  EXPECT_EQ(world.lease(query).minute.granted, 0);
}

TEST(LeaseTokens, NeedsAllOfTheQuestion) {
  CounterWorld world;
  for (const std::string_view query :
       {"perMinute=1&want=1&surplus=0", "id=k&want=1&surplus=0",
        "id=k&perMinute=0&want=1&surplus=0", "id=k&perMinute=1&want=0&surplus=0",
        "id=k&perMinute=1&want=1&surplus=-1", "id=k&perMinute=1&perDay=x&want=1&surplus=0"})
    EXPECT_EQ(world.ask(query).status, 400) << query;
}

TEST(LeaseTokens, GivesNothingWhenItCannotBeKept) {
  CounterWorld world;
  world.fail_next("d1.batch", "disk I/O error");
  EXPECT_EQ(world.ask("id=k&perMinute=1&want=1&surplus=0").status, 503);
  EXPECT_EQ(world.lease("id=k&perMinute=1&want=1&surplus=0").minute.granted, 1);
}

}  // namespace
}  // namespace crow::limiter
