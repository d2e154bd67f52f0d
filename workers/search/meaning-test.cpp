#include "workers/products/embed-testing.h"
#include "workers/search/testing.h"

namespace crow::search {
namespace {

TEST(Search, AnswersByWordsWhereMeaningCannotBeHad) {
  Searched world;
  const auto found = world.find(world.ada, "?q=sneaker");
  EXPECT_EQ(found.page.total, 1);
  EXPECT_TRUE(found.notice.has_value());
  EXPECT_EQ(refusal_of(world.get_as(world.ada, "/search?type=semantic&q=sneaker")).substr(0, 3),
            "501");
}

TEST(Search, WhatMustNotOccurIsNeitherMeantNorFoundInAnyWay) {
  products::Embedded world;
  world.add(world.northwind, {{.name = "Red shoes", .more = R"("brand":"Peak")"},
                              {.name = "Blue shoes", .more = R"("brand":"Nord")"},
                              {.name = "Rain jacket", .more = R"("brand":"Nord")"},
                              {.name = "Red rain jacket", .more = R"("brand":"Peak")"}});
  world.work();
  for (const char* type : {"hybrid", "semantic"}) {
    const auto found = world.find(world.ada, concat("?type=", type, "&q=rain+-shoe"));
    EXPECT_EQ(found.page.total, 2) << type;
    ASSERT_EQ(found.facets.brand.size(), 2u) << type;
    EXPECT_EQ(found.facets.brand[0].count + found.facets.brand[1].count, 2) << type;
    // Were the shoe a part of what is meant, red shoes would be nearest.
    EXPECT_EQ(world.hits(world.ada, concat("?type=", type, "&q=rain+-shoe+-red")), "Rain jacket");
    EXPECT_EQ(world.hits(world.ada, concat("?type=", type, "&q=-%22rain+jacket%22+shoes+-blue")),
              "Red shoes");
    EXPECT_GT(world.find(world.ada, concat("?type=", type, "&q=rain+-shoe")).page.data[0].score, 0);
  }
  EXPECT_EQ(world.hits(world.ada, "?q=-jacket"), "") << "nothing is looked for";
  EXPECT_FALSE(world.hits(world.ada, "?type=semantic&q=-jacket").contains("jacket"));
  EXPECT_EQ(world.find(world.ada, "?type=semantic&q=-jacket").page.total, 2);
}

}  // namespace
}  // namespace crow::search
