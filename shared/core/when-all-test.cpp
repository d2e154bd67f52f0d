#include "shared/core/task-testing.h"

namespace crow {
namespace {

TEST(WhenAll, GivesTheValuesInOrderHoweverTheyCome) {
  const auto all = [](Gate& gate) -> Task<std::string> {
    const auto nothing = [](Gate& where) -> Task<> { co_await where.wait(); };
    auto [a, nothing_at_all, b] = co_await when_all(later(gate, 1), nothing(gate), later(gate, 3));
    static_assert(std::is_same_v<decltype(nothing_at_all), std::monostate>);
    co_return std::to_string(a) + " " + std::to_string(b);
  };
  for (const auto& order : std::vector<std::vector<std::size_t>>{
           {0, 0, 0}, {2, 1, 0}, {1, 1, 0}, {0, 1, 0}, {2, 0, 0}}) {
    Gate gate;
    Running running(all(gate));
    EXPECT_EQ(gate.waiting(), 3u);
    for (const std::size_t index : order) {
      EXPECT_EQ(running.state(), "waiting");
      gate.open(index);
    }
    EXPECT_EQ(**running.outcome, "1 3");
  }
}

TEST(WhenAll, NeedsNoSuspension) {
  const auto all = []() -> Task<int> {
    const auto [a, b] = co_await when_all(value_of(1), value_of(2));
    co_return a + b;
  };
  EXPECT_EQ(**Running(all()).outcome, 3);
}

TEST(WhenAll, FailsWithTheFirstErrorAndCancelsTheOthers) {
  const auto slow = [](Gate& gate, Log& log) -> Task<int> {
    Witness local("cancelled", log);
    co_return co_await later(gate, 1);
  };
  const auto all = [](Task<int> first, Task<int> second, Task<int> third) -> Task<int> {
    const auto [a, b, c] = co_await when_all(std::move(first), std::move(second), std::move(third));
    co_return a + b + c;
  };
  for (int place = 0; place < 3; ++place) {
    Gate slow_gate, failing_gate;
    Log log;
    const auto task = [&](int i) {
      return i == place ? failing_later(failing_gate, "first") : slow(slow_gate, log);
    };
    auto a = task(0), b = task(1), c = task(2);
    Running running(all(std::move(a), std::move(b), std::move(c)));
    EXPECT_EQ(slow_gate.waiting(), 2u);
    failing_gate.open();
    EXPECT_EQ(running.state(), "first");
    EXPECT_EQ(slow_gate.waiting(), 0u);
    EXPECT_EQ(log, (Log{"cancelled", "cancelled"}));
  }
}

TEST(WhenAll, FailsAtOnceWhenOneFailedAlready) {
  Gate gate;
  const auto all = [](Gate& where) -> Task<> {
    co_await when_all(later(where, 1), failing("early"), failing("second"));
  };
  EXPECT_EQ(Running(all(gate)).state(), "early");
  EXPECT_EQ(gate.waiting(), 0u);
}

TEST(WhenAll, LetsOthersEndWhileNobodyLooksAtItsError) {
  const auto late = [](Gate& gate, Gate& others) -> Task<std::string> {
    auto both =
        when_all(failing_later(others, "one"), failing_later(others, "two"), later(others, 3));
    co_await gate.wait();
    const auto outcome = co_await std::move(both).as_result();
    co_return outcome.error().message;
  };
  Gate gate, others;
  Running running(late(gate, others));
  others.open();
  others.open();
  others.open();
  gate.open();
  EXPECT_EQ(**running.outcome, "one");
}

TEST(WhenAll, TakesAsManyAsAVectorHolds) {
  const auto all = [](std::vector<Task<int>> tasks) -> Task<std::vector<int>> {
    co_return co_await when_all(std::move(tasks));
  };
  for (const int count : {0, 1, 2, 100}) {
    Gate gate;
    std::vector<Task<int>> tasks;
    std::vector<int> expected;
    for (int i = 0; i < count; ++i) {
      tasks.push_back(i % 2 ? later(gate, i) : value_of(i));
      expected.push_back(i);
    }
    Running running(all(std::move(tasks)));
    while (gate.waiting() > 0) gate.open(gate.waiting() - 1);
    EXPECT_EQ(**running.outcome, expected);
  }
}

TEST(WhenAll, CancelsTheOthersOfAVector) {
  const auto all = [](std::vector<Task<int>> tasks) -> Task<> {
    co_await when_all(std::move(tasks));
  };
  Gate gate, failing_gate;
  std::vector<Task<int>> tasks;
  for (int i = 0; i < 9; ++i)
    tasks.push_back(i == 4 ? failing_later(failing_gate, "fifth") : later(gate, i));
  Running running(all(std::move(tasks)));
  gate.open(0);
  failing_gate.open();
  EXPECT_EQ(running.state(), "fifth");
  EXPECT_EQ(gate.waiting(), 0u);
}

}  // namespace
}  // namespace crow
