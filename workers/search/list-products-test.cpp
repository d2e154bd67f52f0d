#include "workers/search/testing.h"

namespace crow::search {
namespace {

TEST(Products, AreListedInManyOrders) {
  ProductsWorld world;
  world.add(world.northwind, {{.name = "B", .price = "5"}});
  world.now_ms += kHour;
  world.add(world.northwind, {{.name = "A", .price = ""}, {.name = "C", .price = "7"}});
  EXPECT_EQ(world.names(world.ada), "C|A|B");
  EXPECT_EQ(world.names(world.ada, "?sort=name"), "A|B|C");
  EXPECT_EQ(world.names(world.ada, "?sort=price_asc"), "B|C|A");
  EXPECT_EQ(world.names(world.ada, "?sort=price_desc"), "C|B|A");
  EXPECT_EQ(world.names(world.ada, "?minPrice=6"), "C");
  EXPECT_EQ(world.names(world.ada, concat("?updatedSince=", to_rfc3339({world.now_ms}))), "C|A");
  EXPECT_EQ(world.names(world.ada, concat("/organization/", world.northwind)), "C|A|B");
  EXPECT_EQ(world.get_as(world.bob, concat("/organization/", world.northwind)).status, 403);
  for (const char* sort : {"newest", "name", "price_asc", "price_desc", "updated"}) {
    const auto page = world.list(world.ada, concat("?limit=2&sort=", sort));
    ASSERT_TRUE(page.nextCursor) << sort;
    const auto rest = world.list(world.ada, concat("?sort=", sort, "&cursor=", *page.nextCursor));
    ASSERT_EQ(rest.data.size(), 1u) << sort;
    EXPECT_NE(rest.data[0].id, page.data[0].id);
    EXPECT_NE(rest.data[0].id, page.data[1].id);
  }
}

}  // namespace
}  // namespace crow::search
