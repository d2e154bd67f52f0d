#include "workers/search/testing.h"

namespace crow::search {
namespace {

TEST(Search, CountsExactly) {
  Searched world;
  const auto found = world.find(world.ada, "?type=fts&q=peak");
  EXPECT_EQ(found.page.total, 2);
  ASSERT_EQ(found.facets.brand.size(), 1u);
  EXPECT_EQ(found.facets.brand[0].value, "Peak");
  EXPECT_EQ(found.facets.brand[0].count, 2);
  ASSERT_EQ(found.facets.category.size(), 2u);
  EXPECT_EQ(found.facets.category[0].value, "Shoes");
  EXPECT_EQ(found.facets.category[0].count, 2);
  EXPECT_EQ(found.facets.availability.size(), 2u);
}

TEST(Search, Filters) {
  Searched world;
  EXPECT_EQ(world.fts("nord&category=Children"), "Raincoat for children");
  EXPECT_EQ(world.fts("nord&brand=Peak"), "");
  EXPECT_EQ(world.fts("nord&brand=Peak&brand=Nord&sort=price_asc"),
            "Raincoat for children|Rain jacket");
  EXPECT_EQ(world.fts("nord&availability=InStock"), "Rain jacket");
  EXPECT_EQ(world.fts("nord&minPrice=45.01&currency=EUR"), "Rain jacket");
  EXPECT_EQ(world.fts("nord&maxPrice=45"), "Raincoat for children");
  EXPECT_EQ(world.fts("nord&currency=USD"), "");
}

TEST(Search, KnowsAnotherWordAtOnceAndForgetsTheOld) {
  Searched world;
  const std::string id = world.list(world.ada, "?q=sneaker").data.at(0).id;
  const auto reply =
      world.send_as(world.ada, "PATCH", concat("/", id), R"({"name":"City trainer"})");
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(world.fts("trainer"), "City trainer");
  EXPECT_EQ(world.fts("%22city+sneaker%22"), "");
  ASSERT_EQ(world.send_as(world.ada, "DELETE", concat("/", id)).status, 204);
  EXPECT_EQ(world.fts("trainer"), "");
  EXPECT_EQ(world.find(world.ada, "?type=fts&q=shoes").page.total, 1);
}

}  // namespace
}  // namespace crow::search
