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

// The answer as Better Auth gives it: no header but the type.
Response reply(const Operation& operation, const Type& output, const void* value);

template <typename Op, auto function>
Task<Response> answer(Context& context) {
  typename Op::Input input{};
  co_await read_request(context, Op::operation, kTypeOf<typename Op::Input>, &input);
  auto output = co_await function(context, std::move(input));
  co_return detail::reply(Op::operation, kTypeOf<typename Op::Output>, &output);
}

}  // namespace detail

// Task<Op::Output> function(Context&, Op::Input). The platform's own operations are bound so too:
// one reader for all.
template <typename Op, auto function>
consteval Endpoint serve() {
  return crow::serve_raw<Op, &detail::answer<Op, function>>();
}

}  // namespace crow::auth
