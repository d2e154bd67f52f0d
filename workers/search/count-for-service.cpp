#include "workers/search/documents.h"
#include "workers/search/handlers.h"

namespace crow::search {

Task<CountForService::Output> count_for_service(Context& context, CountForService::Input input) {
  const auto documents = co_await Documents::of(context.database, input.organizationId);
  co_return documents->counts();
}

}  // namespace crow::search
