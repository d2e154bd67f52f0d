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

}  // namespace
}  // namespace crow::search
