#include "workers/vectorize/testing.h"

namespace crow::vectorize {
namespace {

TEST(WriteVectors, TellsTheChange) {
  VectorizeWorld world;
  const auto reply = world.ask("upsert", packed::pack(std::vector<VectorRecord>{{"a", {1, 0}}}));
  EXPECT_EQ(reply.status, 200);
  EXPECT_TRUE(reply.body.starts_with(R"({"mutationId":")")) << reply.body;
  EXPECT_EQ(reply.body.size(), std::string_view(R"({"mutationId":""})").size() + 36);
}

TEST(WriteVectors, ReplacesInAnUpsertAndNotInAnInsert) {
  VectorizeWorld world;
  world.upsert({{"a", {1, 0}}, {"b", {0, 1}}});
  world.upsert({{"a", {0, 1}}});
  EXPECT_EQ(world.find({1, 0}, {.topK = 1}), "a") << "both are the same now";
  EXPECT_EQ(world.ask("insert", packed::pack(std::vector<VectorRecord>{{"b", {1, 0}}})).status,
            200);
  const auto found =
      packed::unpack_matches(world.ask("query", packed::pack(VectorQuery{}, {1, 0}, {})).body);
  EXPECT_EQ(found->matches.at(0).score, 0);
}

TEST(WriteVectors, RefusesWhatIsTooLong) {
  VectorizeWorld world;
  EXPECT_EQ(world.ask("upsert", std::string(20 * 1'024 * 1'024 + 1, 'x')).status, 413);
}

}  // namespace
}  // namespace crow::vectorize
