#include "workers/products/testing.h"

namespace crow::products {
namespace {

TEST(Products, ThatWereDeletedAreNotBroughtBackByCrawls) {
  ProductsWorld world;
  const std::string id = world.add(world.northwind, {{}})[0];
  ASSERT_EQ(world.send_as(world.ada, "DELETE", concat("/", id)).status, 204);
  EXPECT_EQ(world.get_as(world.ada, concat("/", id)).status, 404);
  EXPECT_EQ(world.send_as(world.ada, "DELETE", concat("/", id)).status, 404);
  const auto seen = read_body<UpsertProducts::Output>(world.upsert(world.northwind, {{}}));
  EXPECT_EQ(seen.unchanged, 1);
  EXPECT_EQ(world.list(world.ada).total, 0);
  const auto made = world.send_as(world.ada, "POST", "",
                                  R"({"name":"Red shoes","url":"https://shop.example/Red-shoes"})");
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(read_body<Product>(made).id, id);
  EXPECT_EQ(world.names(world.ada), "Red shoes");
}

}  // namespace
}  // namespace crow::products
