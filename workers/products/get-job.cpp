#include "shared/service/jobs.h"
#include "workers/products/handlers.h"

namespace crow::products {

Task<GetJob::Output> get_product_job(Context& context, GetJob::Input input) {
  co_return co_await get_job(context.database, input.id.value, context.caller.organization_id);
}

}  // namespace crow::products
