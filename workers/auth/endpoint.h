// Binds a Better Auth operation to its function, with Better Auth's order of refusals: the body's
// type, its syntax, the origin, the callback addresses, its fields, and only then who asks.
#pragma once

#include "shared/service/service.h"

namespace crow::auth {

// Reads the input of an operation from its body or its query. Unknown members are passed over.
//
// Errors: UNSUPPORTED_MEDIA_TYPE, BAD_REQUEST, those of origin.h, VALIDATION_ERROR.
Task<> read_request(Context& context, const Operation& operation, const Type& input, void* out);

namespace detail {

template <typename Op, auto function>
Task<Response> answer(Context& context) {
  typename Op::Input input{};
  co_await read_request(context, Op::operation, kTypeOf<typename Op::Input>, &input);
  auto output = co_await function(context, std::move(input));
  co_return json_response(json::write(output));
}

}  // namespace detail

// Task<Op::Output> function(Context&, Op::Input).
template <typename Op, auto function>
consteval Endpoint serve() {
  return crow::serve_raw<Op, &detail::answer<Op, function>>();
}

}  // namespace crow::auth
