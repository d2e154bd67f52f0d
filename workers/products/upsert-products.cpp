#include "workers/products/embed.h"
#include "workers/products/handlers.h"
#include "workers/products/store.h"

namespace crow::products {
namespace {

Task<UpsertProducts::Output> try_to_upsert(Context& context, const std::string& organization,
                                           std::vector<SeenProduct> products) {
  Plan plan = co_await plan_upsert(context, context.database, organization, std::move(products));
  if (!plan.writes.empty()) {
    want_vectors(context, plan.writes, organization);
    co_await context.database.run_all(std::move(plan.writes));
  }
  co_return std::move(plan.output);
}

}  // namespace

Task<UpsertProducts::Output> upsert_products(Context& context, UpsertProducts::Input input) {
  co_return co_await until_alone(
      [&] { return try_to_upsert(context, input.organizationId, input.products.value); });
}

}  // namespace crow::products
