#include "shared/core/task.h"

#include "shared/core/task-testing.h"

namespace crow {
namespace {

TEST(Task, RunsToItsFirstSuspensionWhenItIsCalled) {
  const auto work = [](Gate& gate, Log& log) -> Task<> {
    log.push_back("begun");
    co_await gate.wait();
    log.push_back("ended");
  };
  Gate gate;
  Log log;
  auto task = work(gate, log);
  EXPECT_EQ(log, Log{"begun"});
  EXPECT_FALSE(task.settled());
  gate.open();
  EXPECT_EQ(log, (Log{"begun", "ended"}));
  EXPECT_TRUE(task.settled());
}

TEST(Task, HasTwoCallsBeforeTwoAwaitsBothInFlight) {
  const auto sum = [](Gate& gate) -> Task<int> {
    auto first = later(gate, 1);
    auto second = later(gate, 2);
    EXPECT_EQ(gate.waiting(), 2u);
    const int a = co_await std::move(first);
    co_return a + co_await std::move(second);
  };
  for (const std::size_t which_first : {0u, 1u}) {
    Gate gate;
    Running running(sum(gate));
    gate.open(which_first);
    EXPECT_EQ(running.state(), "waiting");
    gate.open();
    EXPECT_EQ(**running.outcome, 3);
  }
}

TEST(Task, HandsOverValuesThatCanOnlyBeMoved) {
  const auto make = []() -> Task<std::unique_ptr<int>> { co_return std::make_unique<int>(5); };
  const auto pass = [](Task<std::unique_ptr<int>> task) -> Task<std::unique_ptr<int>> {
    auto held = co_await std::move(task);
    ++*held;
    co_return held;
  };
  Running running(pass(make()));
  EXPECT_EQ(***running.outcome, 6);
}

TEST(Task, CarriesAnErrorToTheFirstThatAsksForAResult) {
  struct Levels {
    static Task<int> bottom(Gate& gate, Log& log) {
      Witness local("bottom", log);
      co_await gate.wait();
      co_await fail(ErrorCode::not_found, "lost", "the cause");
      log.push_back("behind the error");
      co_return 1;
    }
    static Task<int> middle(Gate& gate, Log& log) {
      Witness local("middle", log);
      const int got = co_await bottom(gate, log);
      log.push_back("behind the error");
      co_return got;
    }
    static Task<> unaware(Gate& gate, Log& log) {
      Witness local("unaware", log);
      co_await middle(gate, log);
      log.push_back("behind the error");
    }
    static Task<std::string> top(Gate& gate, Log& log) {
      const auto outcome = co_await unaware(gate, log).as_result();
      log.push_back("top goes on");
      co_return outcome ? "nothing" : outcome.error().message + ", " + outcome.error().cause;
    }
  };
  Gate gate;
  Log log;
  Running running(Levels::top(gate, log));
  EXPECT_EQ(log, Log{});
  gate.open();
  EXPECT_EQ(**running.outcome, "lost, the cause");
  // The frames that were skipped are destroyed, and their locals with them, before the top goes on.
  EXPECT_EQ(log, (Log{"bottom", "middle", "unaware", "top goes on"}));
}

TEST(Task, KeepsWhereTheErrorBegan) {
  Running running(failing("x"));
  EXPECT_NE(std::string_view(running.outcome->error().where.file_name()).find("task-testing.h"),
            std::string_view::npos);
}

TEST(Task, GivesTheValueOfAResultOrFailsWithItsError) {
  const auto half = [](int n) -> Result<int> {
    if (n % 2 != 0) return fail(ErrorCode::invalid_argument, "odd");
    return n / 2;
  };
  const auto of_temporary = [](Result<int> (*function)(int), int n) -> Task<int> {
    co_return co_await function(n) + 100;
  };
  const auto of_variable = [](Result<int> (*function)(int), int n) -> Task<int> {
    const Result<int> result = function(n);
    co_return co_await result + 100;
  };
  const auto returned = [](Result<int> (*function)(int), int n) -> Task<int> {
    co_return function(n);
  };
  EXPECT_EQ(**Running(of_temporary(half, 4)).outcome, 102);
  EXPECT_EQ(**Running(of_variable(half, 4)).outcome, 102);
  EXPECT_EQ(**Running(returned(half, 4)).outcome, 2);
  EXPECT_EQ(Running(of_temporary(half, 3)).state(), "odd");
  EXPECT_EQ(Running(of_variable(half, 3)).state(), "odd");
  EXPECT_EQ(Running(returned(half, 3)).state(), "odd");
}

TEST(Task, EndsAtARequirementThatDoesNotHold) {
  const auto guarded = [](bool holds, Log& log) -> Task<> {
    Witness local("local", log);
    co_await require(holds, ErrorCode::permission_denied, "not you");
    log.push_back("inside");
  };
  Log log;
  EXPECT_EQ(Running(guarded(false, log)).state(), "not you");
  EXPECT_EQ(log, Log{"local"});
  EXPECT_EQ(Running(guarded(true, log)).state(), "fine");
  EXPECT_EQ(log, (Log{"local", "inside", "local"}));
}

TEST(Task, MayFailBeforeItIsAwaited) {
  const auto awaits = [](Gate& gate, bool looks) -> Task<std::string> {
    auto early = failing("early");
    EXPECT_TRUE(early.settled());
    co_await gate.wait();
    if (!looks) co_await std::move(early);
    const auto outcome = co_await std::move(early).as_result();
    co_return outcome.error().message;
  };
  for (const bool looks : {false, true}) {
    Gate gate;
    Running running(awaits(gate, looks));
    EXPECT_EQ(running.state(), "waiting");
    gate.open();
    EXPECT_EQ(running.state(), looks ? "fine" : "early");
  }
}

TEST(Task, MayFailWhileItWaitsUnawaited) {
  const auto wraps = [](Gate& gate) -> Task<int> {
    co_return co_await failing_later(gate, "late");
  };
  const auto awaits = [](Gate& gate, Task<int> task) -> Task<int> {
    co_await gate.wait();
    co_return co_await std::move(task);
  };
  Gate inner, outer;
  Running running(awaits(outer, wraps(inner)));
  inner.open();
  EXPECT_EQ(running.state(), "waiting");
  outer.open();
  EXPECT_EQ(running.state(), "late");
}

TEST(Task, IsCancelledWhenNobodyKeepsIt) {
  const auto work = [](Gate& gate, Log& log) -> Task<int> {
    Witness local("local", log);
    co_return co_await later(gate, 1);
  };
  Gate gate;
  Log log;
  {
    auto task = work(gate, log);
    EXPECT_EQ(gate.waiting(), 1u);
  }
  EXPECT_EQ(gate.waiting(), 0u);
  EXPECT_EQ(log, Log{"local"});

  auto replaced = work(gate, log);
  replaced = value_of(1);
  EXPECT_EQ(gate.waiting(), 0u);
  EXPECT_EQ(log, (Log{"local", "local"}));
}

TEST(Root, CancelsEverythingBelowItWhenItIsDestroyed) {
  const auto work = [](Gate& gate, Log& log) -> Task<int> {
    Witness local("inner", log);
    co_return co_await later(gate, 1);
  };
  const auto all = [](Task<int> a, Task<int> b, Log& log) -> Task<int> {
    Witness local("outer", log);
    const auto [x, y] = co_await when_all(std::move(a), std::move(b));
    co_return x + y;
  };
  Gate gate;
  Log log;
  {
    Running running(all(work(gate, log), work(gate, log), log));
    gate.open();
    EXPECT_EQ(log, Log{"inner"});
    EXPECT_EQ(running.state(), "waiting");
  }
  EXPECT_EQ(gate.waiting(), 0u);
  EXPECT_EQ(log, (Log{"inner", "inner", "outer"}));
}

TEST(Root, IsFinishedWhenItHoldsNothing) {
  EXPECT_TRUE(Root().finished());
  Gate gate;
  Root root = run(later(gate, 1), [](const Result<int>&) {});
  EXPECT_FALSE(root.finished());
  root = Root();
  EXPECT_EQ(gate.waiting(), 0u);
}

}  // namespace
}  // namespace crow
