#include "workers/vectorize/message.h"

#include "shared/core/text.h"
#include "shared/json/write.h"
#include "shared/vector-index/limits.h"

namespace crow::vectorize {

using vector_index::IndexConfig;
using vector_index::Library;
using vector_index::refuse;
using vector_index::VectorIndex;

namespace {

// Of all indexes: objects that run on one machine share an instance.
Library library(VectorIndex::kLibraryBytes);

}  // namespace

Result<VectorIndex> index_of(Context& context) {
  auto config = json::read<IndexConfig>(
      std::string(context.request.header_or("x-vectorize-config", {})), packed::kLimits);
  if (!config)
    return fail(ErrorCode::internal, "This index is not declared as it must be.",
                std::move(config.error().message));
  return VectorIndex(context.host, context.database, std::move(*config), library);
}

void make_room_for_body(const Request& request) {
  // As it came, taken apart, and a part of it as text for the database.
  constexpr std::int64_t kTimes = 4;
  const auto length = to_number(request.header_or("content-length", {}));
  if (length && *length > 0) library.make_room(static_cast<std::size_t>(*length * kTimes));
}

std::unexpected<Error> unreadable_vectors(const Error& error) {
  return refuse(vector_index::refusal::kUnreadable,
                concat("failed to parse vectors request in json format: ", error.message));
}

std::unexpected<Error> unreadable_request(const Error& error) {
  return refuse(vector_index::refusal::kUnreadableQuery,
                concat("Failed to parse the request body as JSON: ", error.message));
}

Response packed_response(std::string message) {
  Response response{.body = std::move(message)};
  response.with("content-type", "application/octet-stream");
  return response;
}

Response render_error(const Error& error, const Request& request) {
  const auto number = to_number(error.name);
  if (!number) return error_response(error, request);
  json::Writer out;
  out.begin_object().member("code", *number).member("error", error.message).end_object();
  return json_response(out.take(), status_of(error.code));
}

}  // namespace crow::vectorize
