#include "workers/search/testing.h"

namespace crow::products {
namespace {

TEST(Search, KnowsSynonymsAtOnce) {
  search::Searched world;
  EXPECT_EQ(world.fts("trainers"), "");
  const auto put = world.send_as(world.ada, "PUT", "/synonyms",
                                 R"({"groups":[{"words":["trainer","sneaker"]},)"
                                 R"({"words":["mac","rain jacket"],"oneWay":true}]})");
  ASSERT_EQ(put.status, 200) << put.body;
  EXPECT_EQ(world.fts("trainers"), "City sneaker");
  EXPECT_EQ(world.fts("mac"), "Rain jacket");
  EXPECT_EQ(world.hits(world.bob, "?type=fts&q=trainers"), "");
}

}  // namespace
}  // namespace crow::products
