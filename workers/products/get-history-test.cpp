#include "workers/products/testing.h"

namespace crow::products {
namespace {

TEST(Products, RememberWhatTheyCostAndWhetherTheyCouldBeBought) {
  ProductsWorld world;
  const std::string id = world.add(world.northwind, {{.price = "10"}})[0];
  world.now_ms += kDay;
  world.upsert(world.northwind, {{.price = "10"}});
  world.now_ms += kDay;
  world.upsert(world.northwind, {{.price = "8.5"}});
  world.now_ms += kDay;
  world.upsert(world.northwind, {{.price = "8.5", .more = R"("availability":"OutOfStock")"}});
  const auto history =
      read_body<GetHistory::Output>(world.get_as(world.dan, concat("/", id, "/history")));
  ASSERT_EQ(history.total, 3);
  EXPECT_EQ(history.data[0].availability, Availability::OutOfStock);
  EXPECT_EQ(history.data[1].price, "8.50");
  EXPECT_EQ(history.data[2].price, "10.00");
  EXPECT_EQ(world.get_as(world.bob, concat("/", id, "/history")).status, 404);
  const auto page =
      read_body<GetHistory::Output>(world.get_as(world.dan, concat("/", id, "/history?limit=2")));
  ASSERT_TRUE(page.nextCursor);
  EXPECT_EQ(read_body<GetHistory::Output>(
                world.get_as(world.dan, concat("/", id, "/history?cursor=", *page.nextCursor)))
                .data.size(),
            1u);
}

}  // namespace
}  // namespace crow::products
