// Task<T>: a coroutine that yields a T or an Error.
//
//   Task<User> find(Context& context, std::string id) {
//     auto rows = co_await context.database.all(kSelectUser, id);   // the value, or this task
//     fails co_await require(!rows.empty(), ErrorCode::not_found, "No such user."); co_return
//     std::move(rows.front());
//   }
//
// Tasks are eager: calling the coroutine runs it to its first suspension, so two calls made before
// two awaits are both in flight. `co_await` gives the value or ends the awaiting coroutine with the
// error; `as_result()` gives a Result to look at; `when_all` joins several.
//
// How an error travels: the failing coroutine stores it and stays suspended; the error walks up to
// the first awaiting coroutine that asked for a Result (or to the root), and only that one resumes.
// The coroutines in between never run again; their owners destroy them, and with them their locals.
//
// Cancelling is destroying: a Task that goes out of scope destroys its frame, the frames it waits
// for, and with the innermost host call its registration, so that a late answer finds nobody.
//
// Lifetimes: a reference parameter of a coroutine must outlive its task. A coroutine lambda
// captures nothing; it takes parameters. Depth is bounded by the stack: a chain of 1,000 awaits is
// tested, a loop has no limit.
#pragma once

#include <array>
#include <coroutine>
#include <memory>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "shared/core/error.h"

namespace crow {

template <typename T = void>
class Task;

namespace detail {

// What every kind of coroutine here shares: its error, and who waits for it.
class PromiseBase {
 public:
  // Starts at once, but from the function that also resumes: the compiler would otherwise put the
  // whole body into two functions, which made the workers half as large again.
  auto initial_suspend() noexcept {
    struct Start {
      bool await_ready() noexcept { return false; }
      void await_suspend(std::coroutine_handle<> self) noexcept { self.resume(); }
      void await_resume() noexcept {}
    };
    return Start{};
  }
  auto final_suspend() noexcept {
    struct Finish {
      PromiseBase& promise;
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept {
        return promise.settle();
      }
      void await_resume() noexcept {}
    };
    return Finish{*this};
  }
  void unhandled_exception() noexcept { __builtin_trap(); }

  // Hands an error up to the first waiter that looks at it, and says whom to resume now.
  std::coroutine_handle<> settle() noexcept {
    PromiseBase* promise = this;
    while (promise->error && promise->parent && !promise->parent_sees_error) {
      promise->parent->error = std::move(promise->error);
      promise = promise->parent;
    }
    return promise->waiter ? promise->waiter : std::noop_coroutine();
  }

  // Never inlined: it stands behind each `co_await fail(…)`.
  [[gnu::noinline]] void store(Error&& failure) {
    error = std::make_unique<Error>(std::move(failure));
  }

  std::unique_ptr<Error> error;
  PromiseBase* parent = nullptr;
  std::coroutine_handle<> waiter;
  bool parent_sees_error = false;

  template <typename U>
  auto await_transform(Task<U>&& task);
  template <typename U>
  auto await_transform(Result<U>&& result);
  template <typename U>
  auto await_transform(const Result<U>& result) {
    return await_transform(Result<U>(result));
  }
  auto await_transform(std::unexpected<Error>&& failure);
  template <typename Awaitable>
    requires requires(Awaitable& a) { a.await_ready(); }
  Awaitable&& await_transform(Awaitable&& awaitable) {
    return std::forward<Awaitable>(awaitable);
  }
};

template <typename T>
class Promise : public PromiseBase {
 public:
  Task<T> get_return_object() noexcept;
  template <typename U>
    requires std::is_convertible_v<U&&, T>
  void return_value(U&& result) {
    value.emplace(std::forward<U>(result));
  }
  void return_value(std::unexpected<Error> failure) { store(std::move(failure.error())); }
  void return_value(Result<T> result) {
    if (result)
      value.emplace(std::move(*result));
    else
      store(std::move(result.error()));
  }
  Result<T> take() {
    if (error) return std::unexpected(std::move(*error));
    return std::move(*value);
  }
  std::optional<T> value;
};

template <>
class Promise<void> : public PromiseBase {
 public:
  Task<void> get_return_object() noexcept;
  void return_void() noexcept {}
  Result<void> take() {
    if (error) return std::unexpected(std::move(*error));
    return {};
  }
};

}  // namespace detail

template <typename T>
class [[nodiscard("co_await it, or it is cancelled")]] Task {
 public:
  using promise_type = detail::Promise<T>;
  using Handle = std::coroutine_handle<promise_type>;

  explicit Task(Handle handle) noexcept : handle_(handle) {}
  Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  Task& operator=(Task&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~Task() {
    if (handle_) handle_.destroy();
  }

  // True when the task has its value or its error.
  bool settled() const noexcept { return handle_.done() || handle_.promise().error; }

  // Awaits without unwrapping: `auto outcome = co_await std::move(task).as_result();`
  auto as_result() && {
    struct Awaiter {
      Task task;
      bool await_ready() noexcept { return task.settled(); }
      void await_suspend(std::coroutine_handle<> self) noexcept {
        task.handle_.promise().waiter = self;
        task.handle_.promise().parent_sees_error = true;
      }
      Result<T> await_resume() { return task.handle_.promise().take(); }
    };
    return Awaiter{std::move(*this)};
  }

 private:
  friend class detail::PromiseBase;
  Handle handle_;
};

namespace detail {

template <typename T>
Task<T> Promise<T>::get_return_object() noexcept {
  return Task<T>(std::coroutine_handle<Promise<T>>::from_promise(*this));
}
inline Task<void> Promise<void>::get_return_object() noexcept {
  return Task<void>(std::coroutine_handle<Promise<void>>::from_promise(*this));
}

template <typename U>
auto PromiseBase::await_transform(Task<U>&& task) {
  struct Awaiter {
    Task<U> task;
    PromiseBase* parent;
    bool await_ready() noexcept { return task.handle_.done() && !task.handle_.promise().error; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> self) noexcept {
      auto& child = task.handle_.promise();
      child.waiter = self;
      child.parent = parent;
      if (child.error) return child.settle();  // It failed before anyone awaited it.
      return std::noop_coroutine();
    }
    U await_resume() {
      if constexpr (!std::is_void_v<U>) return std::move(*task.handle_.promise().value);
    }
  };
  return Awaiter{std::move(task), this};
}

// An error goes into the promise at once, and the coroutine stays suspended. Kept in the frame
// until then, as the Result it came in, errors made the workers a tenth larger.
struct Failed {
  PromiseBase* self;
  bool await_ready() noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept { return self->settle(); }
  void await_resume() noexcept {}
};

template <typename U>
struct Unwrapped : Failed {
  std::optional<U> value;
  bool await_ready() noexcept { return value.has_value(); }
  U await_resume() { return std::move(*value); }
};
template <>
struct Unwrapped<void> : Failed {
  bool is_value;
  bool await_ready() noexcept { return is_value; }
};

template <typename U>
auto PromiseBase::await_transform(Result<U>&& result) {
  if (!result) store(std::move(result.error()));
  if constexpr (std::is_void_v<U>)
    return Unwrapped<void>{{this}, result.has_value()};
  else
    return Unwrapped<U>{{this}, result ? std::optional<U>(std::move(*result)) : std::nullopt};
}

inline auto PromiseBase::await_transform(std::unexpected<Error>&& failure) {
  store(std::move(failure.error()));
  return Failed{this};
}

// What the branches of one when_all share. It lives in the frame of when_all.
struct Join {
  std::size_t pending;
  std::unique_ptr<Error> error = {};
  std::coroutine_handle<> waiter = {};

  bool await_ready() const noexcept { return pending == 0 || error; }
  void await_suspend(std::coroutine_handle<> self) noexcept { waiter = self; }
  void await_resume() const noexcept {}

  // One branch has ended: whom to resume now.
  std::coroutine_handle<> end_branch() noexcept {
    --pending;
    if (!await_ready() || !waiter) return std::noop_coroutine();
    return std::exchange(waiter, {});
  }
};

// Awaits one task on behalf of a Join.
class Branch {
 public:
  struct promise_type : PromiseBase {
    template <typename... Arguments>
    explicit promise_type(Join& joined, Arguments&...) : join(joined) {}
    Branch get_return_object() noexcept {
      return Branch(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    auto final_suspend() noexcept {
      struct Finish {
        Join& join;
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept {
          return join.end_branch();
        }
        void await_resume() noexcept {}
      };
      return Finish{join};
    }
    void return_void() noexcept {}
    Join& join;
  };
  explicit Branch(std::coroutine_handle<promise_type> handle) noexcept : handle_(handle) {}
  Branch(Branch&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  Branch& operator=(Branch&&) = delete;
  ~Branch() {
    if (handle_) handle_.destroy();
  }

 private:
  std::coroutine_handle<promise_type> handle_;
};

template <typename T>
using Stored = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

template <typename T>
Branch collect(Join& join, Task<T> task, std::optional<Stored<T>>& out) {
  auto result = co_await std::move(task).as_result();
  if (!result) {
    if (!join.error) join.error = std::make_unique<Error>(std::move(result.error()));
  } else if constexpr (std::is_void_v<T>) {
    out.emplace();
  } else {
    out.emplace(std::move(*result));
  }
}

}  // namespace detail

// Waits for all; the values in order, std::monostate for void. The first failure fails it at once,
// and the tasks still running are cancelled.
template <typename... T>
Task<std::tuple<detail::Stored<T>...>> when_all(Task<T>... tasks) {
  detail::Join join{sizeof...(T)};
  std::tuple<std::optional<detail::Stored<T>>...> values;
  auto branches = std::apply(
      [&](auto&... out) { return std::array{detail::collect<T>(join, std::move(tasks), out)...}; },
      values);
  co_await join;
  if (join.error) co_await std::unexpected(std::move(*join.error));
  co_return std::apply(
      [](auto&... out) { return std::tuple<detail::Stored<T>...>(std::move(*out)...); }, values);
}

// The same for a number known only at run time.
template <typename T>
Task<std::vector<detail::Stored<T>>> when_all(std::vector<Task<T>> tasks) {
  detail::Join join{tasks.size()};
  std::vector<std::optional<detail::Stored<T>>> values(tasks.size());
  std::vector<detail::Branch> branches;
  branches.reserve(tasks.size());
  for (std::size_t i = 0; i < tasks.size(); ++i)
    branches.push_back(detail::collect<T>(join, std::move(tasks[i]), values[i]));
  co_await join;
  if (join.error) co_await std::unexpected(std::move(*join.error));
  std::vector<detail::Stored<T>> out;
  out.reserve(values.size());
  for (auto& value : values) out.push_back(std::move(*value));
  co_return out;
}

// The root of a chain of tasks, owned from outside: runs a task and hands its Result to `done`.
// `done` must not destroy the Root; whoever resumed the chain looks at `finished` afterwards.
// Destroying an unfinished Root cancels everything below it.
class Root {
 public:
  struct promise_type : detail::PromiseBase {
    Root get_return_object() noexcept {
      return Root(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
  };
  Root() noexcept = default;
  explicit Root(std::coroutine_handle<promise_type> handle) noexcept : handle_(handle) {}
  Root(Root&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  Root& operator=(Root&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~Root() {
    if (handle_) handle_.destroy();
  }
  bool finished() const noexcept { return !handle_ || handle_.done(); }

 private:
  std::coroutine_handle<promise_type> handle_;
};

template <typename T, typename Done>
Root run(Task<T> task, Done done) {
  done(co_await std::move(task).as_result());
}

}  // namespace crow
