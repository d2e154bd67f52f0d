#include "shared/vector-index/limits.h"
#include "workers/vectorize/handlers.h"
#include "workers/vectorize/message.h"

namespace crow::vectorize {
namespace {

struct Page {
  std::int64_t count = 100;
  std::optional<std::string> cursor;
  static constexpr auto fields =
      describe(field<&Page::count>("count", "How many at most.").defaulted(),
               field<&Page::cursor>("cursor", "Where the page before ended."));
};

}  // namespace

Task<Response> list_vectors(Context& context) {
  auto index = co_await index_of(context);
  auto page = co_await read_json<Page>(context, ListVectors::operation);
  co_return json_response(
      json::write(co_await index.list(page.count, std::move(page.cursor).value_or(""))));
}

}  // namespace crow::vectorize
