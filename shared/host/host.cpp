#include "shared/host/host.h"

#include <algorithm>
#include <memory>
#include <vector>

#include "shared/core/text.h"
#include "shared/host/imports.h"

namespace crow {
namespace {

class PendingCall;

// Who waits for which token, oldest first. Tokens count up and return only after 2^32 calls, so
// that the answer to a cancelled call, however late it comes, reaches nobody else.
struct Waiting {
  std::uint32_t token;
  PendingCall* call;
};

std::vector<Waiting> waiting;
std::uint32_t last_token = 0;
std::string buffer;

// Distances from the oldest token sort the same before and after the count wraps around.
auto find_waiting(std::uint32_t token) {
  const std::uint32_t oldest = waiting.empty() ? 0 : waiting.front().token;
  const auto found = std::ranges::lower_bound(
      waiting, token - oldest, {}, [&](const Waiting& one) { return one.token - oldest; });
  return found != waiting.end() && found->token == token ? found : waiting.end();
}

std::uint32_t register_call(PendingCall* call) {
  waiting.push_back({++last_token, call});
  return last_token;
}

void unregister_call(std::uint32_t token) { waiting.erase(find_waiting(token)); }

// One operation under way at the host. It lives in the frame of Host::call, and its destruction is
// the cancellation.
class PendingCall {
 public:
  PendingCall(std::uint32_t request, std::string_view operation, std::string_view binding,
              std::string_view payload)
      : request_(request), token_(register_call(this)) {
    crow_call(request, token_, operation.data(), operation.size(), binding.data(), binding.size(),
              payload.data(), payload.size());
  }
  PendingCall(const PendingCall&) = delete;
  PendingCall& operator=(const PendingCall&) = delete;
  ~PendingCall() {
    if (!is_complete_) unregister_call(token_);
  }

  std::uint32_t request() const { return request_; }

  void complete(bool is_ok, std::string answer) {
    unregister_call(token_);
    is_complete_ = true;
    is_ok_ = is_ok;
    answer_ = std::move(answer);
    if (waiter_) waiter_.resume();
  }

  bool await_ready() const noexcept { return is_complete_; }
  void await_suspend(std::coroutine_handle<> waiter) noexcept { waiter_ = waiter; }
  Result<std::string> await_resume() {
    if (is_ok_) return std::move(answer_);
    return fail(ErrorCode::unavailable, "A part of the platform did not answer; try again.",
                std::move(answer_));
  }

 private:
  std::uint32_t request_;
  std::uint32_t token_;
  bool is_complete_ = false;
  bool is_ok_ = false;
  std::string answer_;
  std::coroutine_handle<> waiter_;
};

struct Variable {
  std::string name;
  std::optional<std::string> value;
};
// Deques would keep references valid too; a vector of pointers costs less code.
std::vector<std::unique_ptr<Variable>> variables;

constexpr std::string_view kTooLarge = "too_large";

}  // namespace

Task<std::string> Host::call(std::string_view operation, std::string_view binding,
                             std::string_view payload) const {
  PendingCall pending(request_, operation, binding, payload);
  auto answer = co_await pending;
  co_return std::move(answer);
}

Task<std::string> Host::body(std::size_t bytes_max) const {
  auto body =
      co_await call("body.read", {}, to_text(static_cast<std::int64_t>(bytes_max))).as_result();
  if (!body && body.error().cause == kTooLarge)
    co_return fail(ErrorCode::payload_too_large,
                   concat("The body is larger than ", bytes_max, " bytes."));
  co_return std::move(body);
}

Task<std::string> Host::next_of_body() const { return call("body.next", {}, {}); }

Task<> Host::sleep(std::int64_t milliseconds) const {
  co_await call("timer.sleep", {}, to_text(milliseconds));
}

Timestamp Host::now() const { return {static_cast<std::int64_t>(crow_now())}; }

std::optional<std::string_view> variable(std::string_view name) {
  for (const auto& known : variables)
    if (known->name == name) return known->value;
  const std::int32_t length = crow_variable(name.data(), name.size());
  auto found = std::make_unique<Variable>(std::string(name), std::nullopt);
  if (length >= 0) found->value = host::take_buffer(static_cast<std::size_t>(length));
  variables.push_back(std::move(found));
  return variables.back()->value;
}

std::string_view variable_or(std::string_view name, std::string_view otherwise) {
  return variable(name).value_or(otherwise);
}

std::string random_bytes(std::size_t length) {
  std::string out(length, '\0');
  crow_random(out.data(), length);
  return out;
}

std::string random_text(std::size_t length, std::string_view alphabet) {
  // Bytes at or above the largest multiple of the alphabet's size would favour its first letters.
  const std::size_t usable = 256 / alphabet.size() * alphabet.size();
  std::string out;
  out.reserve(length);
  while (out.size() < length) {
    for (const char c : random_bytes(length + length / 4 + 8)) {
      const auto byte = static_cast<std::uint8_t>(c);
      if (byte < usable && out.size() < length) out += alphabet[byte % alphabet.size()];
    }
  }
  return out;
}

void log_line(std::string_view line) { crow_log(line.data(), line.size()); }

namespace host {

std::string take_buffer(std::size_t length) {
  buffer.resize(length);
  return std::exchange(buffer, {});
}

std::optional<std::uint32_t> complete(std::uint32_t token, bool is_ok, std::string answer) {
  const auto found = find_waiting(token);
  if (found == waiting.end()) return std::nullopt;
  PendingCall& call = *found->call;
  const std::uint32_t request = call.request();
  call.complete(is_ok, std::move(answer));
  return request;
}

std::size_t calls_in_flight() { return waiting.size(); }

void forget_variables() { variables.clear(); }

}  // namespace host
}  // namespace crow

extern "C" char* crow_buffer(std::size_t length) {
  crow::buffer.resize(length);
  return crow::buffer.data();
}
