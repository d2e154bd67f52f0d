#include "workers/products/testing.h"

namespace crow::products {
namespace {

TEST(Products, AreReadByMembersOfTheirOrganizationAlone) {
  ProductsWorld world;
  const std::string id = world.add(world.northwind, {{}})[0];
  EXPECT_EQ(read_body<Product>(world.get_as(world.dan, concat("/", id))).name, "Red shoes");
  EXPECT_EQ(world.get_as(world.bob, concat("/", id)).status, 404);
  EXPECT_EQ(world.get_as(world.ada, "/prod_nothing").status, 404);
}

}  // namespace
}  // namespace crow::products
