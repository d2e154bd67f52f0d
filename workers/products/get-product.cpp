#include "shared/catalog/show.h"
#include "workers/products/handlers.h"

namespace crow::products {

Task<GetProduct::Output> get_product(Context& context, GetProduct::Input input) {
  co_return co_await read_product(context.database, context.caller.organization_id, input.id);
}

}  // namespace crow::products
