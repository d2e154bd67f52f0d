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

TEST(Products, ABatchWithANameGetsTheAnswerOfTheFirstTime) {
  ProductsWorld world;
  const auto send = [&](const std::string& organization, std::string_view name,
                        std::string_view products) {
    return world
        .internal("POST", "/internal/products/batch",
                  concat(R"({"organizationId":")", organization, R"(","batchId":")", name,
                         R"(","source":"import","products":[)", products, "]}"))
        .body;
  };
  const std::string_view two = R"({"name":"A"},{"name":"B"})";
  const std::string first = send(world.northwind, "file.1", two);
  EXPECT_TRUE(first.starts_with(R"({"created":2,"updated":0,"unchanged":0,"ids":["prod_)"));
  EXPECT_EQ(send(world.northwind, "file.1", two), first);
  const std::string other = send(world.northwind, "file.2", two);
  EXPECT_TRUE(other.starts_with(R"({"created":0,"updated":0,"unchanged":2)")) << other;
  EXPECT_EQ(send(world.northwind, "file.2", two), other);
  EXPECT_TRUE(send(world.contoso, "file.1", two).starts_with(R"({"created":2)"));
  EXPECT_EQ(world.list(world.ada).total, 2);
  world.now_ms += 3 * kDay;
  EXPECT_TRUE(send(world.northwind, "file.1", two).starts_with(R"({"created":2)"))
      << "an old name is known until something is taken in";
  EXPECT_TRUE(send(world.northwind, "file.3", two).starts_with(R"({"created":0)"));
  EXPECT_TRUE(send(world.northwind, "file.1", two).starts_with(R"({"created":0)"));
}

}  // namespace
}  // namespace crow::products
