#include "workers/search/testing.h"

namespace crow::search {
namespace {

TEST(Search, SaysWhy) {
  Searched world;
  const auto found = world.find(world.ada, "?type=fts&explain=true&q=jakcet");
  ASSERT_EQ(found.page.data.size(), 1u);
  const auto& why = found.page.data[0].explanation;
  ASSERT_TRUE(why);
  EXPECT_EQ(why->wordRank, 1);
  EXPECT_GT(*why->wordScore, 0);
  EXPECT_FALSE(why->meaningRank);
  ASSERT_EQ(why->words.size(), 1u);
  EXPECT_EQ(why->words[0].query, "jakcet");
  EXPECT_EQ(why->words[0].found, "jacket");
  EXPECT_EQ(name_of(why->words[0].kind), "typo");
  EXPECT_EQ(why->words[0].foundIn, std::vector<std::string>{"name"});
  EXPECT_EQ(found.page.data[0].snippet.name, "Rain <mark>jacket</mark>");
  EXPECT_FALSE(world.find(world.ada, "?type=fts&q=jacket").page.data[0].explanation);
}

TEST(Search, MarksAndEscapes) {
  ProductsWorld world;
  world.add(world.northwind, {{.name = "<b>Red</b> & shoes"}});
  EXPECT_EQ(world.find(world.ada, "?type=fts&q=red").page.data[0].snippet.name,
            "&lt;b&gt;<mark>Red</mark>&lt;/b&gt; &amp; shoes");
}

}  // namespace
}  // namespace crow::search
