#include "workers/search/testing.h"

namespace crow::search {
namespace {

TEST(Search, FindsWordsInAnyFormAndCase) {
  Searched world;
  EXPECT_EQ(world.fts("SHOE"), "Trail Runner shoes|City sneaker");
  EXPECT_EQ(world.fts("sneakers"), "City sneaker");
  EXPECT_EQ(world.fts("running"), "Trail Runner shoes");
  EXPECT_EQ(world.fts("nothing-like-it"), "");
}

TEST(Search, LooksIntoAllFields) {
  Searched world;
  EXPECT_EQ(world.fts("nord"), "Rain jacket|Raincoat for children");
  EXPECT_EQ(world.fts("RJ-100"), "Rain jacket");
  EXPECT_EQ(world.fts("rj100"), "Rain jacket");
  EXPECT_EQ(world.fts("children"), "Raincoat for children");
  EXPECT_EQ(world.fts("grippy"), "Trail Runner shoes");
}

TEST(Search, TakesTheLastWordForABeginning) {
  Searched world;
  EXPECT_EQ(world.fts("grip"), "Trail Runner shoes");
  EXPECT_EQ(world.fts("trail+runn"), "Trail Runner shoes");
  EXPECT_EQ(world.fts("grip+"), "");
}

TEST(Search, ForgivesSlips) {
  Searched world;
  EXPECT_EQ(world.fts("jakcet"), "Rain jacket");
  EXPECT_EQ(world.fts("leathre+sneker"), "City sneaker");
  EXPECT_EQ(world.fts("xyzzy"), "");
}

TEST(Search, FindsWordsWrittenInOneAndInTwo) {
  Searched world;
  EXPECT_EQ(world.fts("rain+coat"), "Raincoat for children|Rain jacket");
  EXPECT_EQ(world.fts("rainjacket"), "Rain jacket");
}

TEST(Search, LeavesOutAndKeepsTogether) {
  Searched world;
  EXPECT_EQ(world.fts("shoes+-running"), "City sneaker");
  EXPECT_EQ(world.fts("%22rain+jacket%22"), "Rain jacket");
  EXPECT_EQ(world.fts("%22jacket+rain%22"), "");
  EXPECT_EQ(world.fts("nord+-%22rain+jacket%22"), "Raincoat for children");
  EXPECT_EQ(world.fts("-shoes"), "");
}

TEST(Search, HasNoSyntaxThatCouldBreakIt) {
  Searched world;
  for (const char* q : {"%22", "*", "(", "NEAR(", "a+AND+b", "n:shoes", "%7B%7D", "--", "'", "%5E",
                        "shoes*", "%22%22%22", "OR+NOT", "7_shoes", "%F0%9F%91%9F", "-%22"})
    EXPECT_EQ(world.get_as(world.ada, concat("/search?type=fts&q=", q)).status, 200) << q;
}

}  // namespace
}  // namespace crow::search
