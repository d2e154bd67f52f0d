// The index that a request is for, and the messages that come and go.
#pragma once

#include <string>

#include "shared/json/read.h"
#include "shared/service/service.h"
#include "shared/vector-index/index.h"

namespace crow::vectorize {

// The index, created as the entry says with every request.
//
// Errors: internal, when the entry says nothing that can be read.
Result<vector_index::VectorIndex> index_of(Context& context);

// Memory for a body and what becomes of it, at the cost of copies that can be read again.
void make_room_for_body(const Request& request);

// What cannot be read, in Vectorize's words: of what is written, and of everything else.
std::unexpected<Error> unreadable_vectors(const Error& error);
std::unexpected<Error> unreadable_request(const Error& error);

template <typename T>
Result<T> readable_request(Result<T> outcome) {
  if (!outcome) return unreadable_request(outcome.error());
  return outcome;
}

// A body that is JSON alone.
//
// Errors: a refusal, for what cannot be read.
template <typename T>
Task<T> read_json(Context& context, const Operation& operation) {
  std::string body = co_await context.host.body(operation.body_bytes_max);
  co_return readable_request(json::read<T>(std::move(body), packed::kLimits));
}

Response packed_response(std::string message);

// {"code":40006,"error":"invalid query vector, …"}, as the real one answers its binding.
Response render_error(const Error& error, const Request& request);

}  // namespace crow::vectorize
