// Calls from one service to another, typed by the operation's declaration.
//
//   auto answer = co_await context.services.call<auth::ResolveCredential>("AUTH", {.credential =
//   …});
//
// The call goes over a service binding, never over the network. It carries the internal key, the
// request id and the trace of the request it belongs to, so that one line in each log tells the
// whole way.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/host/host.h"
#include "shared/http/message.h"
#include "shared/json/read.h"
#include "shared/json/write.h"

namespace crow {

class Services {
 public:
  explicit Services(Host host) : host_(host) {}
  // Headers that go with every call: x-request-id, traceparent, authorization.
  Services(Host host, std::vector<Header> headers) : host_(host), headers_(std::move(headers)) {}

  // Calls an operation of the service behind `binding` (Access::service, or public). {parameters}
  // of its path, which must be texts, come from `input`.
  //
  // Errors: the callee's, with its code and message; unavailable when it does not answer or
  // answers with what does not fit Output.
  template <typename Op>
  Task<typename Op::Output> call(std::string_view binding, typename Op::Input input) const {
    const auto& operation = Op::operation;
    std::string path(operation.path), body;
    if constexpr (Op::operation.path.contains('{'))
      place(kTypeOf<typename Op::Input>, &input, path, body);
    else
      body = json::write(input);
    if (operation.method == Method::get || operation.method == Method::remove) body.clear();
    auto answer = co_await fetch(binding, operation.method, path, std::move(body), {});
    typename Op::Output output{};
    co_await decode(std::move(answer), kTypeOf<typename Op::Output>, &output);
    co_return std::move(output);
  }

  // The same for an operation that takes bytes as they are, with headers beside them: content-type
  // above all.
  //
  // Errors: those of call().
  template <typename Op>
  Task<typename Op::Output> send(std::string_view binding, std::vector<Header> headers,
                                 std::string body) const {
    auto answer = co_await fetch(binding, Op::operation.method, Op::operation.path, std::move(body),
                                 std::move(headers));
    typename Op::Output output{};
    co_await decode(std::move(answer), kTypeOf<typename Op::Output>, &output);
    co_return std::move(output);
  }

  // Reads a JSON document of another service.
  template <typename T>
  Task<T> get(std::string_view binding, std::string_view path) const {
    auto answer = co_await fetch(binding, Method::get, path, {}, {});
    T value{};
    co_await decode(std::move(answer), kTypeOf<T>, &value);
    co_return std::move(value);
  }

 private:
  // Without headers of its own a body is JSON.
  Task<std::string> fetch(std::string_view binding, Method method, std::string_view path,
                          std::string body, std::vector<Header> headers) const;
  // Puts the parameters into the path, and the other fields into the body.
  static void place(const Type& input, void* value, std::string& path, std::string& body);
  static Result<> decode(std::string body, const Type& type, void* out);

  Host host_;
  std::vector<Header> headers_;
};

}  // namespace crow
