#include "workers/vectorize/handlers.h"
#include "workers/vectorize/ids.h"
#include "workers/vectorize/message.h"

namespace crow::vectorize {

Task<Response> delete_vectors(Context& context) {
  auto index = co_await index_of(context);
  auto asked = co_await read_json<Ids>(context, DeleteVectors::operation);
  co_return json_response(json::write(co_await index.delete_by_ids(std::move(asked.ids))));
}

}  // namespace crow::vectorize
