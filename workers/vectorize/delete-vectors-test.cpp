#include "workers/vectorize/testing.h"

namespace crow::vectorize {
namespace {

TEST(DeleteVectors, TakesThemOut) {
  VectorizeWorld world;
  world.upsert({{"a", {1, 0}}, {"b", {0, 1}}});
  EXPECT_EQ(world.find({1, 0}), "a b");
  EXPECT_EQ(world.ask("delete-by-ids", R"({"ids":["a","none","a"]})").status, 200);
  EXPECT_EQ(world.find({1, 0}), "b");
  EXPECT_EQ(world.ask("delete-by-ids", R"({"ids":[""]})").status, 400);
}

}  // namespace
}  // namespace crow::vectorize
