#include "shared/host/host.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"
#include "shared/host/fake/world.h"

namespace crow {
namespace {

// Runs a task in a world to its end: its outcome.
template <typename T>
Result<T> outcome_of(World& world, Task<T> task) {
  std::optional<Result<T>> outcome;
  const Root root =
      run(std::move(task), [&](Result<T> result) { outcome.emplace(std::move(result)); });
  world.run();
  EXPECT_TRUE(outcome.has_value());
  EXPECT_EQ(host::calls_in_flight(), 0u);
  return std::move(*outcome);
}

TEST(Host, AnswersACallOrSaysWhyNot) {
  World world;
  EXPECT_TRUE(outcome_of(world, Host(1).call("d1.ping", "DB", {})).has_value());
  world.fail_next("d1.ping", "D1_ERROR: gone");
  const auto refused = outcome_of(world, Host(1).call("d1.ping", "DB", {}));
  EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
  EXPECT_EQ(refused.error().cause, "D1_ERROR: gone");
  EXPECT_EQ(refused.error().message.find("gone"), std::string::npos);
}

TEST(Host, ForgetsACallWhoseTaskIsGone) {
  World world;
  std::vector<Task<std::string>> calls;
  for (int i = 0; i < 5; ++i) calls.push_back(Host(1).call("d1.ping", "DB", {}));
  EXPECT_EQ(host::calls_in_flight(), 5u);
  calls.erase(calls.begin() + 1, calls.begin() + 3);
  EXPECT_EQ(host::calls_in_flight(), 3u);
  world.run();  // Two answers find nobody.
  EXPECT_EQ(host::calls_in_flight(), 0u);
  for (const auto& call : calls) EXPECT_TRUE(call.settled());
}

TEST(Host, NeverGivesALateAnswerToAnotherCall) {
  World world;
  // The answer to the first call waits in the host's queue while far more calls than 2^16 come and
  // go.
  {
    auto cancelled = Host(1).call("d1.ping", "DB", {});
  }
  for (int i = 0; i < 70'000; ++i) auto brief = Host(2).call("d1.ping", "DB", {});
  auto later = Host(3).call("timer.sleep", {}, "1");
  world.run(70'001);
  EXPECT_FALSE(later.settled());
  world.run();
  EXPECT_TRUE(later.settled());
  EXPECT_EQ(host::calls_in_flight(), 0u);
}

TEST(Host, WaitsForCallsInAnyOrderOfTheirAnswers) {
  World world;
  const auto both = [](Host host) -> Task<int> {
    auto first = host.sleep(1);
    auto second = host.sleep(2);
    co_await std::move(second);
    co_await std::move(first);
    co_return 2;
  };
  EXPECT_EQ(*outcome_of(world, both(Host(1))), 2);
}

TEST(Host, ReadsTheBodyUpToItsLimit) {
  World world;
  world.start({"POST", "/api/v1/none", {}, "12345"});
  world.run();
  EXPECT_EQ(*outcome_of(world, Host(1).body(5)), "12345");
  const auto large = outcome_of(world, Host(1).body(4));
  EXPECT_EQ(large.error().code, ErrorCode::payload_too_large);
  EXPECT_EQ(large.error().message, "The body is larger than 4 bytes.");
  world.fail_next("body.read", "broken off");
  EXPECT_EQ(outcome_of(world, Host(1).body(5)).error().code, ErrorCode::unavailable);
}

TEST(Host, KnowsTheTimeAndItsVariables) {
  World world;
  EXPECT_EQ(Host(1).now().ms, world.now_ms);
  EXPECT_EQ(variable("NOTHING"), std::nullopt);
  EXPECT_EQ(variable_or("NOTHING", "else"), "else");
  world.set_variable("EMPTY", "");
  world.set_variable("FULL", "x");
  EXPECT_EQ(variable("EMPTY"), "");
  const std::string_view kept = *variable("FULL");
  for (int i = 0; i < 50; ++i) variable(concat("OTHER", i));
  EXPECT_EQ(kept, "x");
}

TEST(Random, TakesEveryLetterOfAnAlphabetEquallyOften) {
  const World world;
  EXPECT_EQ(random_bytes(0), "");
  EXPECT_NE(random_bytes(16), random_bytes(16));
  EXPECT_EQ(random_text(0, "ab"), "");
  EXPECT_EQ(random_text(9, "a"), "aaaaaaaaa");
  // 200 letters: bytes from 200 to 255 must not favour the first 56.
  std::string alphabet;
  for (int c = 0; c < 200; ++c) alphabet += static_cast<char>(c);
  std::size_t low = 0;
  const std::string text = random_text(100'000, alphabet);
  EXPECT_EQ(text.size(), 100'000u);
  for (const char c : text) low += static_cast<std::uint8_t>(c) < 56;
  EXPECT_NEAR(static_cast<double>(low), 28'000, 1'000);
}

}  // namespace
}  // namespace crow
