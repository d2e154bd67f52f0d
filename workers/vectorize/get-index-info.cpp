#include "workers/vectorize/handlers.h"
#include "workers/vectorize/message.h"

namespace crow::vectorize {

Task<Response> get_index_info(Context& context) {
  auto index = co_await index_of(context);
  co_return json_response(json::write(co_await index.info()));
}

}  // namespace crow::vectorize
