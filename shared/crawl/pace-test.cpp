#include "shared/crawl/pace.h"

#include <gtest/gtest.h>

namespace crow::crawl {
namespace {

constexpr Timestamp kNow{1'790'000'000'000};

TEST(Pace, BeginsCarefully) {
  EXPECT_EQ(delay_of({}, kPublicManners, {}), 1'000);
  EXPECT_EQ(delay_of({}, kLocalManners, {}), 0);
  EXPECT_EQ(delay_of({}, kPublicManners, 5'000), 5'000);
}

TEST(Pace, FollowsTheLatency) {
  Pace pace;
  for (int i = 0; i < 10; ++i)
    note_answer(pace, kPublicManners, {.status = 200, .latency_ms = 1'600}, kNow);
  EXPECT_NEAR(static_cast<double>(delay_of(pace, kPublicManners, {})), 800, 2);
  note_answer(pace, kPublicManners, {.status = 200, .latency_ms = 8'000}, kNow);
  EXPECT_EQ(delay_of(pace, kPublicManners, {}), 4'000) << "up at once";
  note_answer(pace, kPublicManners, {.status = 200, .latency_ms = 100}, kNow);
  EXPECT_EQ(delay_of(pace, kPublicManners, {}), 2'025) << "down by halves";
}

TEST(Pace, StaysWithinItsBounds) {
  Pace pace;
  for (int i = 0; i < 20; ++i)
    note_answer(pace, kPublicManners, {.status = 200, .latency_ms = 1}, kNow);
  EXPECT_EQ(delay_of(pace, kPublicManners, {}), kPublicManners.delay_min_ms);
  note_answer(pace, kPublicManners, {.status = 200, .latency_ms = 1'000'000}, kNow);
  EXPECT_EQ(delay_of(pace, kPublicManners, {}), kPublicManners.delay_max_ms);
}

TEST(Pace, DoesNotQuickenByErrors) {
  Pace pace{.delayMs = 2'000};
  note_answer(pace, kPublicManners, {.status = 500, .latency_ms = 1}, kNow);
  EXPECT_EQ(pace.delayMs, 2'000);
}

TEST(Pace, WaitsWhenItIsToldTo) {
  Pace pace{.delayMs = 1'000};
  note_answer(pace, kPublicManners, {.status = 429, .retry_after = "30"}, kNow);
  EXPECT_EQ(pace.delayMs, 2'000);
  EXPECT_EQ(pace.notBefore.ms, kNow.ms + 30'000);
  note_answer(pace, kPublicManners, {.status = 503}, kNow);
  EXPECT_EQ(pace.delayMs, 4'000);
  EXPECT_EQ(pace.notBefore.ms, kNow.ms + 30'000) << "not sooner than was asked for";
  for (int i = 0; i < 20; ++i) note_answer(pace, kPublicManners, {.status = 429}, kNow);
  EXPECT_LE(pace.notBefore.ms, kNow.ms + kHour);
  EXPECT_EQ(pace.delayMs, 60'000);
  note_answer(pace, kPublicManners, {.status = 200, .latency_ms = 10}, kNow);
  EXPECT_EQ(pace.refusals, 0);
}

TEST(RetryAfter, IsSecondsOrADateAndAtMostAnHour) {
  EXPECT_EQ(retry_after_ms("120", kNow), 120'000);
  EXPECT_EQ(retry_after_ms(" 0 ", kNow), 0);
  EXPECT_EQ(retry_after_ms("99999999999", kNow), kHour);
  EXPECT_EQ(retry_after_ms("-5", kNow), 0);
  EXPECT_EQ(retry_after_ms("Mon, 21 Sep 2026 14:14:20 GMT", kNow), 60'000);
  EXPECT_EQ(retry_after_ms("Mon, 21 Sep 2020 14:14:20 GMT", kNow), 0);
  EXPECT_EQ(retry_after_ms("soon", kNow), std::nullopt);
  EXPECT_EQ(retry_after_ms("", kNow), std::nullopt);
}

}  // namespace
}  // namespace crow::crawl
