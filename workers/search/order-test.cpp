#include "workers/search/testing.h"

namespace crow::search {
namespace {

TEST(Search, PagesByNumberAndByCursor) {
  ProductsWorld world;
  std::vector<Shop> all;
  for (int i = 0; i < 25; ++i) all.push_back({.name = concat("Chair ", i)});
  world.add(world.northwind, all);
  std::string seen;
  std::string query = "?type=fts&q=chair&limit=10";
  int count = 0;
  for (std::optional<std::string> cursor; count < 9; ++count) {
    const auto page =
        world.find(world.ada, cursor ? concat(query, "&cursor=", *cursor) : query).page;
    EXPECT_EQ(page.total, 25);
    for (const auto& hit : page.data) {
      EXPECT_EQ(seen.find(hit.product.id), seen.npos);
      seen += hit.product.id;
    }
    cursor = page.nextCursor;
    if (!cursor) break;
  }
  EXPECT_EQ(count, 2);
  EXPECT_EQ(world.find(world.ada, query + "&page=3").page.data.size(), 5u);
  EXPECT_EQ(world.find(world.ada, query + "&page=4").page.data.size(), 0u);
}

}  // namespace
}  // namespace crow::search
