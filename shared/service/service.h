// A service: its name and the table of what it serves. Each worker's main.cpp defines one.
//
//   namespace crow {
//   const Service& service() {
//     static constexpr Service kService{.name = "users", .endpoints = users::kEndpoints};
//     return kService;
//   }
//   }
//
// From it entry.cpp answers every request: GET /api/v1/<name>/health and /ready, HEAD, OPTIONS, the
// refusals in the contract's order, and the operations.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "shared/http/route.h"
#include "shared/json/write.h"
#include "shared/service/context.h"
#include "shared/service/operation.h"

namespace crow {

// An operation and the function that does it, types erased.
struct Endpoint {
  const Operation* operation;
  Task<Response> (*serve)(Context& context);
  // Takes its input by read_input(), so that it can be looked at on the way.
  bool reads_input = true;
};

struct JobTable;
struct Idempotency;

struct Service {
  std::string_view name;
  std::span<const Endpoint> endpoints;
  // Its database, which /ready asks; empty without one.
  std::string_view database = "DB";
  // The binding of auth, whose keys sign the internal tokens; empty when no operation needs a
  // caller.
  std::string_view auth = "AUTH";
  // Lets in, for Access::writer, a caller who needs no internal token: it sets context.caller, or
  // answers false when the request carries no credential that it knows. Errors refuse the request.
  Task<bool> (*admit_writer)(Context& context) = nullptr;
  // How errors look. The default is the contract's.
  Response (*error_response)(const Error& error, const Request& request) = nullptr;
  // Answers what no endpoint matches (the gateway); without one that is 404.
  Task<Response> (*fallback)(Context& context) = nullptr;
  // Runs when a cron of the worker is due.
  Task<> (*scheduled)(Context& context) = nullptr;
  // What it does beside requests: jobs.h.
  const JobTable* jobs = nullptr;
  // &kIdempotency of idempotency.h, when its POSTs that make something take Idempotency-Key.
  const Idempotency* idempotency = nullptr;
  // Runs first, for every request: what each answer must carry goes into context.reply_headers.
  void (*prepare)(Context& context) = nullptr;
  // Runs before every operation, after its access was checked.
  Task<> (*guard)(Context& context) = nullptr;
  // HEAD and OPTIONS are answered for every route, and a method that a route lacks is 405. Without
  // it they are methods like any other, and a route does not exist under a method it lacks.
  bool answers_head_and_options = true;
  // Whoever does not accept JSON is refused with 406. Without it Accept is not looked at.
  bool negotiates = true;
};

// Defined by the worker's main.cpp.
const Service& service();

// Answers one request. Never fails: errors become responses.
Task<Response> dispatch(Context& context, const Service& service);

// Ends everything under way where it stands, as a process does that dies. For tests.
void drop_requests();

// {"code", "message", "details"}: an error as it stands in the contract's body, for answers that
// tell of several.
std::string error_object(const Error& error);

// The contract's error body, in the format that the request's X-Error-Format asks for.
Response error_response(const Error& error, const Request& request);

// Reads an operation's input from path, query and body, and checks all of it.
//
// Errors: unsupported_media_type, payload_too_large, invalid_argument.
Task<> read_input(Context& context, const Operation& operation, const Type& input, void* out);

namespace detail {

// Runs those that are not null, one after the other, each though another fails.
//
// Errors: the first one's.
Task<> run_each(Context& context, std::array<Task<> (*)(Context&), 3> parts);

// Where the answer of an operation becomes bytes.
Response reply(const Operation& operation, const Type& output, const void* value);

template <typename Op, auto function>
Task<Response> serve_operation(Context& context) {
  typename Op::Input input{};
  co_await read_input(context, Op::operation, kTypeOf<typename Op::Input>, &input);
  auto output = co_await function(context, std::move(input));
  co_return reply(Op::operation, kTypeOf<typename Op::Output>, &output);
}

template <typename Op>
constexpr bool is_sound() {
  const Operation& operation = Op::operation;
  if (!operation.path.starts_with('/')) return false;
  if (kHasSentences && operation.summary.empty()) return false;
  return operation.organization.empty() || has_parameter(operation.path, operation.organization);
}

}  // namespace detail

// Binds an operation to its function: Task<Op::Output> function(Context&, Op::Input).
template <typename Op, auto function>
consteval Endpoint serve() {
  static_assert(detail::is_sound<Op>(), "the operation's path, summary or organization is off");
  return {&Op::operation, &detail::serve_operation<Op, function>};
}

// For what is not JSON in, JSON out: Task<Response> function(Context&).
template <typename Op, Task<Response> (*function)(Context&)>
consteval Endpoint serve_raw() {
  static_assert(detail::is_sound<Op>(), "the operation's path, summary or organization is off");
  return {&Op::operation, function, false};
}

// True when a table serves every operation of a contract, and nothing else.
template <typename... Op>
constexpr bool serves_all(std::span<const Endpoint> endpoints, Operations<Op...>) {
  const auto is_served = [&](const Operation& operation) {
    for (const Endpoint& endpoint : endpoints)
      if (endpoint.operation == &operation) return true;
    return false;
  };
  return endpoints.size() == sizeof...(Op) && (is_served(Op::operation) && ...);
}

}  // namespace crow
