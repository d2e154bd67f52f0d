#include "workers/products/testing.h"

namespace crow::products {
namespace {

TEST(Products, AreMadeByHandAndRead) {
  ProductsWorld world;
  const auto made = world.send_as(
      world.ada, "POST", "",
      R"({"name":"Red shoes","brand":"Peak","sku":"RS-1","price":"0012.9","currency":"EUR",)"
      R"("categories":["Shoes","Shoes"],"url":"https://shop.example/rs1",)"
      R"("images":[{"url":"https://shop.example/rs1.jpg","alt":"A shoe"}]})");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto product = read_body<Product>(made);
  EXPECT_TRUE(product.id.starts_with("prod_"));
  EXPECT_EQ(product.organizationId, world.northwind);
  EXPECT_EQ(product.price, "12.90");
  EXPECT_EQ(product.currency, "EUR");
  EXPECT_EQ(product.description, "");
  EXPECT_FALSE(product.gtin);
  EXPECT_EQ(product.categories, std::vector<std::string>{"Shoes"});
  ASSERT_EQ(product.images.size(), 1u);
  EXPECT_FALSE(product.images[0].key);
  EXPECT_EQ(product.images[0].alt, "A shoe");
  EXPECT_EQ(world.get_as(world.dan, concat("/", product.id)).body, made.body);
  EXPECT_EQ(refusal_of(world.get_as(world.bob, concat("/", product.id))).substr(0, 3), "404");
}

TEST(Products, AreTheSameByPageAndSku) {
  ProductsWorld world;
  const std::string shoe = R"({"name":"Shoe","url":"https://shop.example/s","sku":"1"})";
  ASSERT_EQ(world.send_as(world.ada, "POST", "", shoe).status, 201);
  EXPECT_EQ(world.send_as(world.ada, "POST", "", shoe).status, 409);
  EXPECT_EQ(world.send_as(world.bob, "POST", "", shoe).status, 201);
  EXPECT_EQ(world
                .send_as(world.ada, "POST", "",
                         R"({"name":"Shoe","url":"https://shop.example/s","sku":"2"})")
                .status,
            201);
}

TEST(Products, NeedACurrencyForAPrice) {
  ProductsWorld world;
  EXPECT_EQ(world.send_as(world.ada, "POST", "", R"({"name":"Shoe","price":"1"})").status, 400);
  EXPECT_EQ(
      world.send_as(world.ada, "POST", "", R"({"name":"Shoe","price":1,"currency":"EUR"})").status,
      400);
  EXPECT_EQ(world.send_as(world.ada, "POST", "", R"({"name":"","currency":"EUR"})").status, 400);
  EXPECT_EQ(world.send_as(world.ada, "POST", "", R"({"name":"x","url":"javascript:1"})").status,
            400);
}

TEST(Products, HaveNoAddressesButOfTheWeb) {
  ProductsWorld world;
  const auto made = world.send_as(
      world.ada, "POST", "",
      R"({"name":"x","images":[{"url":"https://shop.example/1.jpg"},{"url":"nope"}]})");
  EXPECT_EQ(made.status, 400);
  EXPECT_TRUE(made.body.contains(R"("field":"images")")) << made.body;
}

}  // namespace
}  // namespace crow::products
