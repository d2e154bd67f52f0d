#include "workers/products/testing.h"

namespace crow::products {
namespace {

TEST(Products, AreTakenInOnce) {
  ProductsWorld world;
  const std::vector<Shop> shop = {{.name = "A"}, {.name = "B"}, {.name = "A"}};
  const auto first = read_body<UpsertProducts::Output>(world.upsert(world.northwind, shop));
  EXPECT_EQ(first.created, 2);
  EXPECT_EQ(first.unchanged, 1);
  ASSERT_EQ(first.ids.size(), 3u);
  EXPECT_EQ(first.ids[0], first.ids[2]);
  const auto second = read_body<UpsertProducts::Output>(world.upsert(world.northwind, shop));
  EXPECT_EQ(second.unchanged, 3);
  EXPECT_EQ(second.ids, first.ids);
  EXPECT_EQ(world.list(world.ada).total, 2);
  EXPECT_EQ(world.list(world.bob).total, 0);
}

TEST(Products, TakeNothingThatIsOlder) {
  ProductsWorld world;
  world.upsert(world.northwind, {{.price = "10", .more = R"("seenAt":"2026-10-02T00:00:00Z")"}});
  const auto late = read_body<UpsertProducts::Output>(world.upsert(
      world.northwind, {{.price = "99", .more = R"("seenAt":"2026-10-01T00:00:00Z")"}}));
  EXPECT_EQ(late.unchanged, 1);
  EXPECT_EQ(world.list(world.ada).data.at(0).price, "10.00");
}

}  // namespace
}  // namespace crow::products
