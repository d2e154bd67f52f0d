#include "shared/core/task.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>

namespace crow {
namespace {

// Stands for the host: whoever waits here goes on when the test says so. Waiting ends, too, when
// the coroutine that waits is destroyed.
class Gate {
 public:
  class Wait {
   public:
    explicit Wait(Gate& gate) : gate_(gate) { gate_.waits_.push_back(this); }
    Wait(const Wait&) = delete;
    Wait& operator=(const Wait&) = delete;
    ~Wait() { std::erase(gate_.waits_, this); }
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiter) noexcept { waiter_ = waiter; }
    void await_resume() const noexcept {}

   private:
    friend class Gate;
    Gate& gate_;
    std::coroutine_handle<> waiter_;
  };

  Wait wait() { return Wait(*this); }
  std::size_t waiting() const { return waits_.size(); }
  // Lets the one that waits at `index` go on.
  void open(std::size_t index = 0) {
    Wait& wait = *waits_[index];
    waits_.erase(waits_.begin() + static_cast<std::ptrdiff_t>(index));
    wait.waiter_.resume();
  }

 private:
  std::vector<Wait*> waits_;
};

// Says when it is destroyed.
struct Witness {
  std::string name;
  std::vector<std::string>& gone;
  Witness(std::string its_name, std::vector<std::string>& log)
      : name(std::move(its_name)), gone(log) {}
  Witness(const Witness&) = delete;
  Witness& operator=(const Witness&) = delete;
  ~Witness() { gone.push_back(name); }
};

using Log = std::vector<std::string>;

// Runs a task to where it suspends; what came of it, once something did.
template <typename T>
struct Running {
  std::optional<Result<T>> outcome;
  Root root;
  explicit Running(Task<T> task)
      : root(run(std::move(task),
                 [this](Result<T> result) { outcome.emplace(std::move(result)); })) {}
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  // "waiting", "fine", or the message of the error.
  std::string state() const {
    EXPECT_EQ(outcome.has_value(), root.finished());
    return !outcome ? "waiting" : *outcome ? "fine" : outcome->error().message;
  }
};

Task<int> value_of(int value) { co_return value; }
Task<int> failing(std::string message) { co_return fail(ErrorCode::conflict, std::move(message)); }
Task<int> later(Gate& gate, int value) {
  co_await gate.wait();
  co_return value;
}
Task<int> failing_later(Gate& gate, std::string message) {
  co_await gate.wait();
  co_return fail(ErrorCode::conflict, std::move(message));
}

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
  EXPECT_NE(std::string_view(running.outcome->error().where.file_name()).find("task-test.cpp"),
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

// -------------------------------------------------------------------------------------- when_all

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

// ----------------------------------------------------------------------------------- cancellation

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

// ---------------------------------------------------------------------------------- depth, length

[[gnu::noinline]] std::uintptr_t stack_address() {
  return reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
}

// The stack that was in use, at most, between its looks at it.
struct Stack {
  std::uintptr_t lowest = ~std::uintptr_t{0}, highest = 0;
  void look() {
    lowest = std::min(lowest, stack_address());
    highest = std::max(highest, stack_address());
  }
  std::uintptr_t used() const { return highest - lowest; }
};

Task<int> look(Stack& stack, int value) {
  stack.look();
  co_return value;
}

TEST(Depth, AMillionAwaitsInALoopNeedNoMoreStackThanOne) {
  const auto loop = [](Stack& stack) -> Task<std::int64_t> {
    std::int64_t sum = 0;
    for (int i = 0; i < 1'000'000; ++i) sum += co_await look(stack, 1);
    co_return sum;
  };
  Stack stack;
  EXPECT_EQ(**Running(loop(stack)).outcome, 1'000'000);
  EXPECT_LT(stack.used(), 16'384u);
}

TEST(Depth, ErrorsAndResultsInALoopNeedNoMoreStackEither) {
  const auto loop = [](Stack& stack) -> Task<std::int64_t> {
    std::int64_t failures = 0;
    for (int i = 0; i < 100'000; ++i) {
      co_await look(stack, i);
      const auto outcome = co_await failing("again").as_result();
      failures += !outcome;
    }
    co_return failures;
  };
  Stack stack;
  EXPECT_EQ(**Running(loop(stack)).outcome, 100'000);
  EXPECT_LT(stack.used(), 16'384u);
}

TEST(Depth, SuspensionsInALoopNeedNoMoreStackEither) {
  const auto loop = [](Gate& gate, Stack& stack) -> Task<> {
    for (int i = 0; i < 100'000; ++i) {
      co_await later(gate, i);
      stack.look();
    }
  };
  Gate gate;
  Stack stack;
  Running running(loop(gate, stack));
  while (gate.waiting() > 0) gate.open();
  EXPECT_EQ(running.state(), "fine");
  EXPECT_LT(stack.used(), 16'384u);
}

struct Chain {
  static Task<int> of(int depth, Gate& gate, bool fails, int& alive) {
    struct Alive {
      int& count;
      explicit Alive(int& counter) : count(counter) { ++count; }
      Alive(const Alive&) = delete;
      Alive& operator=(const Alive&) = delete;
      ~Alive() { --count; }
    } local(alive);
    if (depth > 0) co_return 1 + co_await of(depth - 1, gate, fails, alive);
    co_await gate.wait();
    if (fails) co_await fail(ErrorCode::conflict, "bottom");
    co_return 0;
  }
};

TEST(Depth, AChainAThousandDeepReturnsFailsAndIsCancelled) {
  for (const bool fails : {false, true}) {
    Gate gate;
    int alive = 0;
    Running running(Chain::of(1'000, gate, fails, alive));
    EXPECT_EQ(alive, 1'001);
    gate.open();
    EXPECT_EQ(running.state(), fails ? "bottom" : "fine");
    EXPECT_EQ(alive, 0);
    if (!fails) EXPECT_EQ(**running.outcome, 1'000);
  }
  Gate gate;
  int alive = 0;
  {
    Running running(Chain::of(1'000, gate, false, alive));
    EXPECT_EQ(alive, 1'001);
  }
  EXPECT_EQ(alive, 0);
  EXPECT_EQ(gate.waiting(), 0u);
}

}  // namespace
}  // namespace crow
