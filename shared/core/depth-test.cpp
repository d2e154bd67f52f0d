#include "shared/core/task-testing.h"

#include <cstdint>

namespace crow {
namespace {

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
