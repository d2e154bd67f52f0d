// For the tests of tasks: a gate that stands for the host, and tasks that wait at it.
#pragma once

#include <gtest/gtest.h>

#include "shared/core/task.h"

namespace crow {

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

inline Task<int> value_of(int value) { co_return value; }
inline Task<int> failing(std::string message) {
  co_return fail(ErrorCode::conflict, std::move(message));
}
inline Task<int> later(Gate& gate, int value) {
  co_await gate.wait();
  co_return value;
}
inline Task<int> failing_later(Gate& gate, std::string message) {
  co_await gate.wait();
  co_return fail(ErrorCode::conflict, std::move(message));
}

}  // namespace crow
