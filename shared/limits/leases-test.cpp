// Several instances and one counter, on clocks that a test moves.
#include "shared/limits/leases.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <vector>

namespace crow::limits {
namespace {

constexpr std::int64_t kStart = 1'790'035'200'000;  // A day begins.

// Keeps what was given, as the object's database does: nothing else outlives an eviction.
struct Counter {
  std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> given;
  int asked = 0;
  Grant answer(const Ask& ask, Timestamp now) {
    ++asked;
    std::int64_t& minute = given[{kMinute, start_of_minute(now).ms}];
    std::int64_t& day = given[{kDay, start_of_day(now).ms}];
    const Grant grant = limits::grant(ask, now, {minute, day});
    minute += grant.minute.granted;
    if (grant.day) day += grant.day->granted;
    return grant;
  }
};

struct Instance {
  explicit Instance(std::int64_t its_skew = 0) : skew(its_skew) {}
  Leases leases;
  std::int64_t skew;  // How far its clock is ahead.
};

struct World {
  explicit World(Allowance its_allowance, std::vector<std::int64_t> skews)
      : allowance(its_allowance) {
    for (const std::int64_t skew : skews) instances.emplace_back(skew);
  }
  Allowance allowance;
  Counter counter;
  std::vector<Instance> instances;
  std::int64_t now = kStart;                      // Of the counter.
  std::int64_t trip_ms = 0;                       // Of an ask, one way.
  std::map<std::int64_t, std::int64_t> admitted;  // By the minute of the counter's clock.

  Verdict request(Instance& instance) {
    for (int asks = 0;; ++asks) {
      const Timestamp its{now + instance.skew};
      const auto verdict = instance.leases.take("key", allowance, its).verdict;
      if (verdict == Verdict::admitted) ++admitted[now / kMinute];
      if (verdict != Verdict::ask || asks == 3) return verdict;
      const Ask ask = instance.leases.prepare("key", allowance, its);
      const Asking asking(instance.leases, "key");
      now += trip_ms;
      const Grant grant = counter.answer(ask, {now});
      now += trip_ms;
      instance.leases.put("key", ask, grant, its, {now + instance.skew});
    }
  }
  std::int64_t total() const {
    std::int64_t sum = 0;
    for (const auto& [minute, count] : admitted) sum += count;
    return sum;
  }
};

TEST(Leases, LetExactlyTheLimitThroughWhenEightInstancesAreHammered) {
  World world({.per_minute = 1'000}, std::vector<std::int64_t>(8));
  for (int i = 0; i < 8'000; ++i) world.request(world.instances[static_cast<std::size_t>(i) % 8]);
  EXPECT_EQ(world.total(), 1'000);
  // Nearly all of them without a hop, and who is refused asks no more.
  EXPECT_LT(world.counter.asked, 330);
  const int asked = world.counter.asked;
  for (Instance& instance : world.instances)
    EXPECT_EQ(world.request(instance), Verdict::minute_is_over);
  EXPECT_EQ(world.counter.asked, asked);
  world.now += kMinute;
  EXPECT_EQ(world.request(world.instances[0]), Verdict::admitted);
}

TEST(Leases, AskSeldomWhenMuchIsAllowed) {
  World world({.per_minute = 1'000'000}, {0});
  for (int i = 0; i < 10'000; ++i) ASSERT_EQ(world.request(world.instances[0]), Verdict::admitted);
  EXPECT_LE(world.counter.asked, 8);
}

TEST(Leases, LetSomebodyWhoMovesBetweenInstancesHaveNearlyAll) {
  // Four instances are met once each and keep what they did not spend; the fifth gets the rest.
  World world({.per_minute = 60}, std::vector<std::int64_t>(5));
  for (std::size_t i = 0; i < 4; ++i) world.request(world.instances[i]);
  for (int i = 0; i < 100; ++i) world.request(world.instances[4]);
  EXPECT_EQ(world.total(), 60);
}

TEST(Leases, NeverLetMoreThroughWhateverTheClocksSay) {
  // Clocks that differ by minutes, trips that cross the end of a window, requests at any time.
  std::mt19937 random(7);
  World world({.per_minute = 40, .per_day = 3'000},
              {0, 1'500, -1'500, 59'999, -59'999, 300'000, -7, 12 * kHour});
  world.trip_ms = 700;
  for (int i = 0; i < 40'000; ++i) {
    world.now += static_cast<std::int64_t>(random() % 120);
    world.request(world.instances[random() % 8]);
  }
  ASSERT_GT(world.admitted.size(), 40u);
  for (const auto& [minute, count] : world.admitted) EXPECT_LE(count, 40);
  EXPECT_LE(world.total(), 3'000);
}

TEST(Leases, SpendADayToItsLastToken) {
  World world({.per_minute = 60, .per_day = 200}, {0, 0});
  int refused = 0;
  for (int minute = 0; minute < 20; ++minute, world.now += kMinute)
    for (int i = 0; i < 20; ++i)
      refused +=
          world.request(world.instances[static_cast<std::size_t>(i) % 2]) == Verdict::day_is_over;
  // Tokens of the day are kept when a minute ends with some of its own.
  EXPECT_EQ(world.total(), 200);
  EXPECT_EQ(refused, 200);
  const auto standing = world.instances[0].leases.take("key", world.allowance, {world.now});
  EXPECT_EQ(standing.verdict, Verdict::day_is_over);
  EXPECT_EQ(standing.day_ends.ms, kStart + kDay);
  EXPECT_EQ(standing.day_lasts_ms, kStart + kDay - world.now);
  world.now = kStart + kDay;
  EXPECT_EQ(world.request(world.instances[0]), Verdict::admitted);
}

TEST(Leases, AreWorthNothingAfterMidnight) {
  World world({.per_minute = 60, .per_day = 70}, {0});
  world.now = kStart + kDay - 1'000;
  for (int i = 0; i < 5; ++i) world.request(world.instances[0]);
  world.now = kStart + kDay;
  for (int minute = 0; minute < 4; ++minute, world.now += kMinute)
    for (int i = 0; i < 60; ++i) world.request(world.instances[0]);
  EXPECT_EQ(world.total(), 75);
}

TEST(Leases, EndExactlyWithTheMinuteAndTheDayOfUtc) {
  World world({.per_minute = 5, .per_day = 8}, {0});
  Instance& instance = world.instances[0];
  const auto passed = [&] {
    int count = 0;
    while (world.request(instance) == Verdict::admitted) ++count;
    return count;
  };
  world.now = kStart + kDay - kMinute;  // 23:59:00.000
  EXPECT_EQ(passed(), 5);
  world.now += kMinute - 1;  // 23:59:59.999
  EXPECT_EQ(passed(), 0);
  world.now += 1;  // 00:00:00.000
  EXPECT_EQ(passed(), 5);
  world.now += kMinute;
  EXPECT_EQ(passed(), 3);
  EXPECT_EQ(world.request(instance), Verdict::day_is_over);
  world.now += kMinute;
  EXPECT_EQ(world.request(instance), Verdict::day_is_over);
}

TEST(Leases, AreKeptWhenRequestsByTurnsSeeTheClockALittleApart) {
  World world({.per_minute = 100}, {0});
  Instance& instance = world.instances[0];
  world.now += 500;
  for (int i = 0; i < 2; ++i) world.request(instance);
  const int asked = world.counter.asked;
  instance.skew = -100;
  EXPECT_EQ(world.request(instance), Verdict::admitted);
  EXPECT_EQ(world.counter.asked, asked);
  // Their end does not move: a clock that stands still does not make them last longer.
  instance.skew = 0;
  world.now = kStart + kMinute - 1;
  EXPECT_EQ(world.request(instance), Verdict::admitted);
  EXPECT_EQ(world.counter.asked, asked);
  world.now += 1;
  EXPECT_EQ(world.request(instance), Verdict::admitted);
  EXPECT_EQ(world.counter.asked, asked + 1);
  instance.skew = -101;
  EXPECT_EQ(world.request(instance), Verdict::admitted);
  EXPECT_EQ(world.counter.asked, asked + 2);
}

TEST(Leases, OfANewMinuteAreAsManyAsWereSpentInTheLast) {
  World world({.per_minute = 1'000'000}, {0});
  for (int minute = 0; minute < 3; ++minute, world.now += kMinute) {
    const int asked = world.counter.asked;
    for (int i = 0; i < 1'000; ++i) world.request(world.instances[0]);
    EXPECT_LE(world.counter.asked - asked, minute == 0 ? 6 : 1) << minute;
  }
}

TEST(Leases, AreDroppedWhenTheClockGoesBack) {
  World world({.per_minute = 100}, {0});
  Instance& instance = world.instances[0];
  for (int i = 0; i < 6; ++i) world.request(instance);
  const int asked = world.counter.asked;
  instance.skew = -30'000;
  EXPECT_EQ(world.request(instance), Verdict::admitted);
  EXPECT_EQ(world.counter.asked, asked + 1);
  for (int i = 0; i < 200; ++i) world.request(instance);
  EXPECT_LE(world.total(), 100);
  // Of the counter: it goes on with what it gave in the minute that its clock shows.
  world.now += kMinute;
  for (int i = 0; i < 200; ++i) world.request(instance);
  world.now -= kMinute;
  for (int i = 0; i < 200; ++i) world.request(instance);
  for (const auto& [minute, count] : world.admitted) EXPECT_LE(count, 100);
}

TEST(Leases, OfARefusalLastUntilTheWindowEndsByMeasure) {
  World world({.per_minute = 1}, {5'000});
  world.now += 20'000;
  EXPECT_EQ(world.request(world.instances[0]), Verdict::admitted);
  EXPECT_EQ(world.request(world.instances[0]), Verdict::minute_is_over);
  world.now += 39'999;
  EXPECT_EQ(world.request(world.instances[0]), Verdict::minute_is_over);
  world.now += 1;
  EXPECT_EQ(world.request(world.instances[0]), Verdict::admitted);
}

TEST(Leases, OfAnotherLimitAreAnothers) {
  World world({.per_minute = 1'000}, {0});
  Instance& instance = world.instances[0];
  for (int i = 0; i < 10; ++i) world.request(instance);
  world.allowance.per_minute = 12;
  for (int i = 0; i < 10; ++i) world.request(instance);
  EXPECT_LE(world.total(), 12);
  // And raised again: whoever was refused need not wait.
  EXPECT_EQ(world.request(instance), Verdict::minute_is_over);
  world.allowance.per_minute = 1'000;
  EXPECT_EQ(world.request(instance), Verdict::admitted);
}

TEST(Leases, AreAskedForByOneInBlocksAndByOthersSingly) {
  Leases leases;
  const Allowance allowance{.per_minute = 1'000};
  Counter counter;
  const Timestamp now{kStart};
  for (int i = 0; i < 7; ++i) {  // Blocks of 1, 4 and 20, most of the last left.
    if (leases.take("key", allowance, now).verdict == Verdict::admitted) continue;
    const Ask ask = leases.prepare("key", allowance, now);
    leases.put("key", ask, counter.answer(ask, now), now, now);
    leases.settle("key");
    leases.take("key", allowance, now);
  }
  EXPECT_GT(leases.prepare("key", allowance, now).want, 1);
  EXPECT_EQ(leases.prepare("key", allowance, now).want, 1);
  leases.settle("key");
  EXPECT_EQ(leases.prepare("key", allowance, now).want, 1);
  leases.settle("key");
  leases.settle("key");
  leases.settle("key");  // Once more than anybody asked.
  EXPECT_GT(leases.prepare("key", allowance, now).want, 1);
}

TEST(Leases, LeaveACounterAloneForASecondThatDidNotAnswer) {
  Leases leases;
  const Allowance allowance{.per_minute = 2, .per_day = 3};
  Timestamp now{kStart};
  leases.pause("nobody", now);
  EXPECT_EQ(leases.take("key", allowance, now).verdict, Verdict::ask);
  leases.pause("key", now);
  now.ms += 999;
  EXPECT_EQ(leases.take("key", allowance, now).verdict, Verdict::unreachable);
  now.ms += 1;
  EXPECT_EQ(leases.take("key", allowance, now).verdict, Verdict::ask);
}

TEST(Leases, CountAloneAsGoodAsThatIs) {
  Leases leases;
  const Allowance allowance{.per_minute = 2, .per_day = 3};
  Timestamp now{kStart + 1'000};
  const auto alone = [&] { return leases.take_alone("key", allowance, now).verdict; };
  EXPECT_EQ(alone(), Verdict::admitted);
  const auto standing = leases.take_alone("key", allowance, now);
  EXPECT_EQ(standing.verdict, Verdict::admitted);
  EXPECT_EQ(standing.left_of_minute, 0);
  EXPECT_EQ(standing.left_of_day, 1);
  EXPECT_EQ(standing.minute_lasts_ms, 59'000);
  EXPECT_EQ(alone(), Verdict::minute_is_over);
  now.ms += kMinute;
  EXPECT_EQ(alone(), Verdict::admitted);
  EXPECT_EQ(alone(), Verdict::day_is_over);
  now.ms += kDay;
  EXPECT_EQ(alone(), Verdict::admitted);
}

TEST(Leases, HoldAgainstAFloodOfKeys) {
  World world({.per_minute = 10}, {0});
  Leases& leases = world.instances[0].leases;
  for (int i = 0; i < 20'000; ++i) leases.take("flood" + std::to_string(i), {10}, {kStart});
  EXPECT_EQ(leases.size(), Leases::kEntriesMax);
  for (int i = 0; i < 50; ++i) world.request(world.instances[0]);
  EXPECT_EQ(world.total(), 10);
  // Those that are over make room.
  world.now += 2 * kMinute;
  leases.take("one more", {10}, {world.now});
  EXPECT_LT(leases.size(), 10u);
}

TEST(Leases, AreLostWithTheirInstanceAndNotGivenTwice) {
  World world({.per_minute = 400}, {0});
  for (int i = 0; i < 1'000; ++i) {
    if (i % 40 == 39) world.instances[0].leases.clear();
    world.request(world.instances[0]);
  }
  EXPECT_LE(world.total(), 400);
  EXPECT_GE(world.total(), 300);
}

}  // namespace
}  // namespace crow::limits
