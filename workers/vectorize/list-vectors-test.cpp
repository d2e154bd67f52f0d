#include "workers/vectorize/testing.h"

namespace crow::vectorize {
namespace {

TEST(ListVectors, GivesPagesOfIds) {
  VectorizeWorld world;
  world.upsert({{"a", {1, 0}}, {"b", {0, 1}}, {"c", {0, 1}}});
  EXPECT_EQ(world.ask("list", R"({"count":2})").body,
            R"({"count":2,"totalCount":3,"isTruncated":true,"nextCursor":"b",)"
            R"("vectors":[{"id":"a"},{"id":"b"}]})");
  EXPECT_EQ(world.ask("list", R"({"count":2,"cursor":"b"})").body,
            R"({"count":1,"totalCount":3,"isTruncated":false,"nextCursor":null,)"
            R"("vectors":[{"id":"c"}]})");
  EXPECT_EQ(world.ask("list", R"({"count":1001})").status, 400);
}

}  // namespace
}  // namespace crow::vectorize
