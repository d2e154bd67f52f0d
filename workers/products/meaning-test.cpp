#include "workers/products/testing.h"

namespace crow::products {
namespace {

TEST(Search, AnswersByWordsWhereMeaningCannotBeHad) {
  Searched world;
  const auto found = world.search(world.ada, "?q=sneaker");
  EXPECT_EQ(found.page.total, 1);
  EXPECT_TRUE(found.notice.has_value());
  EXPECT_EQ(refusal_of(world.get_as(world.ada, "/search?type=semantic&q=sneaker")).substr(0, 3),
            "501");
}

}  // namespace
}  // namespace crow::products
