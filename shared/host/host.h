// The host as one request sees it: asynchronous calls, the body, time, randomness, variables.
//
//   auto answer = co_await host.call("d1.batch", "DB", payload);
//
// A Host is a number and can be copied; the typed capabilities (database.h, services.h …) are made
// of one. Destroying the task that awaits a call unregisters it: a late answer finds nobody.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/core/describe.h"
#include "shared/core/task.h"

namespace crow {

class Host {
 public:
  explicit Host(std::uint32_t request) : request_(request) {}

  std::uint32_t request() const { return request_; }

  // Starts an operation at once; the task waits for the answer. The arguments are read before the
  // first suspension.
  //
  // Errors: unavailable, with the host's message as the cause.
  Task<std::string> call(std::string_view operation, std::string_view binding,
                         std::string_view payload) const;

  // The request's body. It can be read once.
  //
  // Errors: payload_too_large beyond `bytes_max`; unavailable when the client breaks off.
  Task<std::string> body(std::size_t bytes_max) const;

  // The next piece of the request's body, empty at its end: for what is too long to be held whole.
  // Pieces have whatever length the network gives them.
  //
  // Errors: unavailable when the client breaks off.
  Task<std::string> next_of_body() const;

  // Waits without holding anything else up.
  Task<> sleep(std::int64_t milliseconds) const;

  Timestamp now() const;

 private:
  std::uint32_t request_;
};

// A variable or secret of this deployment. Constant for the life of the instance.
std::optional<std::string_view> variable(std::string_view name);
std::string_view variable_or(std::string_view name, std::string_view otherwise);

// Unpredictable bytes from the platform's generator.
std::string random_bytes(std::size_t length);
// `length` characters, each with equal probability one of `alphabet` (at most 256).
std::string random_text(std::size_t length, std::string_view alphabet);

// Writes one line to the log.
void log_line(std::string_view line);

namespace host {

// Takes what the host wrote into the buffer.
std::string take_buffer(std::size_t length);

// Gives an answer to the call with this token and resumes who waits for it. Returns the request
// that it belongs to; nothing when the call was cancelled meanwhile.
std::optional<std::uint32_t> complete(std::uint32_t token, bool is_ok, std::string answer);

// Calls in flight, for the tests that look for leaks.
std::size_t calls_in_flight();

// Makes the next look at a variable ask the host again; tests change them.
void forget_variables();

}  // namespace host
}  // namespace crow
