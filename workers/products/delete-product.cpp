#include "workers/products/embed.h"
#include "workers/products/handlers.h"
#include "workers/products/send-images.h"
#include "workers/products/store.h"

namespace crow::products {
namespace {

// Pictures of what is deleted are kept by nobody.
constexpr sql::Statement<sql::None, std::string_view> kForgetMedia{"products.forget_media", R"sql(
  DELETE FROM product_media WHERE product_id = ?1
)sql"};

Task<Nothing> try_to_delete(Context& context, const std::string& id) {
  const std::string& organization = context.caller.organization_id;
  Known known = co_await read_by_id(context.database, organization, id);
  co_await require(!known.products.empty(), ErrorCode::not_found, "There is no such product.");
  Stored after = known.products[0];
  after.deletedAt = context.now();
  std::vector<Written> all;
  all.push_back({std::move(known.products[0]), std::move(after)});
  Writes writes = write_products(known.catalog, organization, std::move(all));
  want_vectors(context, writes);
  writes.push_back(sql::bind(kForgetMedia, id));
  want_images(context, writes, organization, {id});
  co_await context.database.run_all(std::move(writes));
  co_return Nothing{};
}

}  // namespace

Task<DeleteProduct::Output> delete_product(Context& context, DeleteProduct::Input input) {
  co_await until_alone([&] { return try_to_delete(context, input.id); });
  co_return Nothing{};
}

}  // namespace crow::products
