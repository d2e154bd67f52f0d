#include "workers/vectorize/handlers.h"
#include "workers/vectorize/ids.h"
#include "workers/vectorize/message.h"

namespace crow::vectorize {

Task<Response> get_vectors(Context& context) {
  auto index = co_await index_of(context);
  auto asked = co_await read_json<Ids>(context, GetVectors::operation);
  co_return packed_response(packed::pack(co_await index.get_by_ids(std::move(asked.ids))));
}

}  // namespace crow::vectorize
