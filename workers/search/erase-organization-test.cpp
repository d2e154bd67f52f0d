#include "workers/search/testing.h"

namespace crow::search {
namespace {

struct Erasing : Searched {
  std::string erase(const std::string& organization) {
    return send({"DELETE",
                 concat("/internal/search/organizations/", organization),
                 {{"x-internal-key", "internal-key-for-tests-00000001"}}})
        .body;
  }
  // How many rows of it are left in all tables.
  std::string left() {
    const std::string_view sql =
        "SELECT (SELECT count(*) FROM product) + (SELECT count(*) FROM catalog) +"
        " (SELECT count(*) FROM term) + (SELECT count(*) FROM stem) +"
        " (SELECT count(*) FROM trigram) + (SELECT count(*) FROM price_history) +"
        " (SELECT count(*) FROM product_text) + (SELECT count(*) FROM jobs WHERE run_at IS NOT "
        "NULL)";
    database().allow_scan(sql);
    const auto answer = database().batch(std::array{Sqlite::Call{sql, "[]"}});
    EXPECT_TRUE(answer);
    return answer.value_or("");
  }
};
constexpr std::string_view kDone = R"({"isDone":true,"erased":0})";

TEST(EraseOrganization, LeavesNothingOfIts) {
  Erasing world;
  EXPECT_TRUE(world.erase(world.northwind).starts_with(R"({"isDone":false)"));
  int calls = 1;
  while (world.erase(world.northwind) != kDone) ASSERT_LT(++calls, 20);
  EXPECT_EQ(world.left(), "[[[[0]],0]]");
  EXPECT_EQ(world.erase(world.northwind), kDone) << "once more";
}

TEST(EraseOrganization, LeavesOthersAsTheyAre) {
  Erasing world;
  world.add(world.contoso, kShop);
  while (world.erase(world.northwind) != kDone) continue;
  EXPECT_EQ(world.hits(world.bob, "?type=fts&q=SHOE"), "Trail Runner shoes|City sneaker");
  EXPECT_EQ(world.hits(world.bob, "?type=fts&q=sneker"), "City sneaker");
  EXPECT_EQ(world.list(world.bob).total, 4);
}

TEST(EraseOrganization, TakesManyInSeveralCalls) {
  Erasing world;
  for (int part = 0; part < 3; ++part) {
    std::vector<Shop> many;
    for (int i = 0; i < 50; ++i) many.push_back({.name = concat("Chair ", part * 50 + i)});
    world.add(world.contoso, many);
  }
  int calls = 0;
  while (world.erase(world.contoso) != kDone) ASSERT_LT(++calls, 20);
  EXPECT_GT(calls, 3);
  EXPECT_EQ(world.list(world.ada).total, 4);
}

TEST(EraseOrganization, IsForServicesAlone) {
  Erasing world;
  EXPECT_EQ(refusal_of(
                world.send({"DELETE", concat("/internal/search/organizations/", world.northwind)})),
            "401 UNAUTHORIZED");
  EXPECT_EQ(world.list(world.ada).total, 4);
}

}  // namespace
}  // namespace crow::search
