#include "workers/vectorize/testing.h"

namespace crow::vectorize {
namespace {

TEST(QueryVectors, GivesTheNearest) {
  VectorizeWorld world;
  world.upsert({{"a", {1, 0}, "n"}, {"b", {1, 1}, "n"}, {"c", {1, 0}, "m"}});
  EXPECT_EQ(world.find({1, 0}, {.nameSpace = "n"}), "a b");
  EXPECT_EQ(world.find({1, 0}, {.topK = 2}), "a c");
}

TEST(QueryVectors, TakesAnIdInPlaceOfAVector) {
  VectorizeWorld world;
  world.upsert({{"a", {1, 0}}, {"b", {1, 1}}});
  const auto found =
      packed::unpack_matches(world.ask("query", packed::pack(VectorQuery{}, {}, "b")).body);
  EXPECT_EQ(vectors_contract::ids_of(*found), "b a");
  EXPECT_EQ(VectorizeWorld::outcome_of(world.ask("query", packed::pack(VectorQuery{}, {}, "c"))),
            R"(400 {"code":40027,"error":"vector not found for id=\"c\""})");
}

}  // namespace
}  // namespace crow::vectorize
