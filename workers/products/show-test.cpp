#include "workers/products/testing.h"

namespace crow::products {
namespace {

TEST(Products, AreShownWithWhatTheShopSaysOfTheirImages) {
  ProductsWorld world;
  world.add(world.northwind, {{.more = R"("images":[{"url":"https://shop.example/1.jpg"}])"}});
  const auto product = world.list(world.ada).data.at(0);
  ASSERT_EQ(product.images.size(), 1u);
  EXPECT_EQ(product.images[0].url, "https://shop.example/1.jpg");
  EXPECT_FALSE(product.images[0].width);
}

}  // namespace
}  // namespace crow::products
