#include "workers/vectorize/handlers.h"
#include "workers/vectorize/message.h"

namespace crow::vectorize {

Task<Response> query_vectors(Context& context) {
  auto index = co_await index_of(context);
  std::string body = co_await context.host.body(QueryVectors::operation.body_bytes_max);
  auto asked = co_await readable_request(packed::unpack_query(std::move(body)));
  auto found = asked.id.empty() ? co_await index.query(std::move(asked))
                                : co_await index.query_by_id(std::move(asked));
  co_return packed_response(packed::pack(found));
}

}  // namespace crow::vectorize
