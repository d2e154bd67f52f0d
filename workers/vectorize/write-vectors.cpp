#include "workers/vectorize/handlers.h"
#include "workers/vectorize/message.h"

namespace crow::vectorize {
namespace {

Task<std::vector<VectorRecord>> read_records(Context& context) {
  make_room_for_body(context.request);
  auto records = packed::unpack_records(co_await context.host.body(kWriteBytesMax));
  if (!records) co_await unreadable_vectors(records.error());
  co_return std::move(*records);
}

}  // namespace

Task<Response> insert_vectors(Context& context) {
  auto index = co_await index_of(context);
  auto records = co_await read_records(context);
  co_return json_response(json::write(co_await index.insert(std::move(records))));
}

Task<Response> upsert_vectors(Context& context) {
  auto index = co_await index_of(context);
  auto records = co_await read_records(context);
  co_return json_response(json::write(co_await index.upsert(std::move(records))));
}

}  // namespace crow::vectorize
