#include "shared/catalog/show.h"
#include "shared/core/id.h"
#include "workers/products/embed.h"
#include "workers/products/handlers.h"
#include "workers/products/merge.h"
#include "workers/products/send-images.h"
#include "workers/products/store.h"

namespace crow::products {
namespace {

Task<std::string> try_to_create(Context& context, CreateProduct::Input input) {
  const std::string& organization = context.caller.organization_id;
  const Timestamp now = context.now();
  Stored made =
      from_create(std::move(input), organization, make_id("prod", now, random_bytes(10)), now);
  Known known = co_await read_by_identity(context.database, organization, {made.identity});
  Written written{.before = {}, .after = std::move(made)};
  if (!known.products.empty()) {
    Stored& there = known.products[0];
    co_await require(there.deletedAt.has_value(), ErrorCode::conflict,
                     "There is a product with this page and SKU.");
    // It comes back, with its history.
    written.after.row.id = there.row.id;
    written.after.row.number = there.row.number;
    written.before = std::move(there);
  }
  std::string id = written.after.row.id;
  std::vector<Written> all;
  all.push_back(std::move(written));
  std::vector<std::string> with_images = with_new_images(all);
  Writes writes = write_products(known.catalog, organization, std::move(all));
  want_images(context, writes, organization, std::move(with_images));
  want_vectors(context, writes);
  co_await context.database.run_all(std::move(writes));
  co_return id;
}

}  // namespace

Task<CreateProduct::Output> create_product(Context& context, CreateProduct::Input input) {
  co_await check_create(input);
  const std::string id =
      co_await until_alone([&] { return try_to_create(context, CreateProduct::Input(input)); });
  co_return co_await read_product(context.database, context.caller.organization_id, id);
}

}  // namespace crow::products
