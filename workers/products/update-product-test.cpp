#include "workers/products/testing.h"

namespace crow::products {
namespace {

TEST(Products, AreForAdminsToChange) {
  ProductsWorld world;
  const std::string id = world.add(world.northwind, {{}})[0];
  EXPECT_EQ(world.send_as(world.dan, "POST", "", R"({"name":"Shoe"})").status, 403);
  EXPECT_EQ(world.send_as(world.dan, "PATCH", concat("/", id), R"({"name":"Shoe"})").status, 403);
  EXPECT_EQ(world.send_as(world.dan, "DELETE", concat("/", id)).status, 403);
  EXPECT_EQ(world.send_as(world.bob, "PATCH", concat("/", id), R"({"name":"Shoe"})").status, 404);
  EXPECT_EQ(world.send_as(world.bob, "DELETE", concat("/", id)).status, 404);
}

TEST(Products, KeepWhatAPersonSaid) {
  ProductsWorld world;
  const std::string id = world.add(world.northwind, {{.name = "Red shoes", .url = "a"}})[0];
  const auto edited = world.send_as(world.ada, "PATCH", concat("/", id),
                                    R"({"name":"Crimson shoes","price":"10"})");
  ASSERT_EQ(edited.status, 200) << edited.body;
  EXPECT_EQ(read_body<Product>(edited).price, "10.00");
  world.now_ms += kHour;
  auto seen = read_body<UpsertProducts::Output>(world.upsert(
      world.northwind,
      {{.name = "Red shoes", .price = "15", .url = "a", .more = R"("brand":"Peak")"}}));
  EXPECT_EQ(seen.updated, 1);
  auto product = read_body<Product>(world.get_as(world.ada, concat("/", id)));
  EXPECT_EQ(product.name, "Crimson shoes");
  EXPECT_EQ(product.price, "10.00");
  EXPECT_EQ(product.brand, "Peak");
  EXPECT_EQ(product.editedFields, (std::vector<std::string>{"name", "price"}));

  ASSERT_EQ(world.send_as(world.ada, "PATCH", concat("/", id), R"({"release":["price"]})").status,
            200);
  EXPECT_EQ(world.send_as(world.ada, "PATCH", concat("/", id), R"({"release":["id"]})").status,
            400);
  world.now_ms += kHour;
  world.upsert(world.northwind, {{.name = "Red shoes", .price = "15", .url = "a"}});
  product = read_body<Product>(world.get_as(world.ada, concat("/", id)));
  EXPECT_EQ(product.name, "Crimson shoes");
  EXPECT_EQ(product.price, "15.00");
}

TEST(Products, AreClearedByEmptyTexts) {
  ProductsWorld world;
  const std::string id =
      world.add(world.northwind, {{.more = R"("brand":"Peak","description":"x")"}})[0];
  const auto reply = world.send_as(world.ada, "PATCH", concat("/", id),
                                   R"({"brand":"","description":"","price":""})");
  const auto product = read_body<Product>(reply);
  EXPECT_FALSE(product.brand);
  EXPECT_EQ(product.description, "");
  EXPECT_FALSE(product.price);
  EXPECT_FALSE(product.currency);
}

}  // namespace
}  // namespace crow::products
