#include "workers/limiter/testing.h"

namespace crow::limiter {
namespace {

constexpr std::int64_t kMinuteEnds = 1'790'000'100'000;

TEST(Sweep, ComesTenMinutesAfterAWindow) {
  CounterWorld world;
  world.lease("id=k&perMinute=10&want=1&surplus=0");
  EXPECT_EQ(world.alarm, kMinuteEnds + kRememberedMs);
  world.alarm.reset();
  // Once for each window.
  world.lease("id=k&perMinute=10&want=1&surplus=0");
  EXPECT_FALSE(world.alarm.has_value());
}

TEST(Sweep, LetsGoOfAnObjectThatCountsNothingAnyMore) {
  CounterWorld world;
  world.lease("id=k&perMinute=10&want=1&surplus=0");
  world.now_ms = kMinuteEnds + kRememberedMs - 1;
  world.alarm.reset();
  world.scheduled("alarm");
  EXPECT_EQ(world.clears, 0);
  EXPECT_EQ(world.alarm, kMinuteEnds + kRememberedMs);
  world.now_ms += 1;
  world.scheduled("alarm");
  EXPECT_EQ(world.clears, 1);
}

TEST(Sweep, LeavesTheDay) {
  CounterWorld world;
  world.lease("id=k&perMinute=10&perDay=10&want=1&surplus=0");
  world.now_ms = kMinuteEnds + kRememberedMs;
  world.alarm.reset();
  world.scheduled("alarm");
  EXPECT_EQ(world.clears, 0);
  EXPECT_EQ(world.alarm, (world.now_ms / kDay + 1) * kDay + kRememberedMs);
  EXPECT_EQ(world.lease("id=k&perMinute=10&perDay=10&want=1&surplus=0").day->left, 8);
}

}  // namespace
}  // namespace crow::limiter
