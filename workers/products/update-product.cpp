#include "shared/catalog/show.h"
#include "workers/products/embed.h"
#include "workers/products/handlers.h"
#include "workers/products/merge.h"
#include "workers/products/store.h"

namespace crow::products {
namespace {

Task<Nothing> try_to_update(Context& context, UpdateProduct::Input input) {
  const std::string& organization = context.caller.organization_id;
  Known known = co_await read_by_id(context.database, organization, input.id);
  co_await require(!known.products.empty(), ErrorCode::not_found, "There is no such product.");
  Stored after = known.products[0];
  co_await merge_edit(after, std::move(input), context.now());
  if (!has_same_offer(known.products[0], after)) after.seenAt = context.now();
  std::vector<Written> all;
  all.push_back({std::move(known.products[0]), std::move(after)});
  Writes writes = write_products(known.catalog, organization, std::move(all));
  want_vectors(context, writes);
  co_await context.database.run_all(std::move(writes));
  co_return Nothing{};
}

}  // namespace

Task<UpdateProduct::Output> update_product(Context& context, UpdateProduct::Input input) {
  co_await until_alone([&] { return try_to_update(context, UpdateProduct::Input(input)); });
  co_return co_await read_product(context.database, context.caller.organization_id, input.id);
}

}  // namespace crow::products
