#include "workers/vectorize/message.h"

#include "workers/vectorize/testing.h"

namespace crow::vectorize {
namespace {

TEST(Message, RefusesAsVectorizeDoes) {
  VectorizeWorld world;
  EXPECT_EQ(VectorizeWorld::outcome_of(world.ask("query", packed::pack(VectorQuery{}, {1}, {}))),
            R"(400 {"code":40006,"error":"invalid query vector, expected 2 dimensions, and got 1 )"
            R"(dimensions"})");
  EXPECT_TRUE(VectorizeWorld::outcome_of(world.ask("query", R"({"returnMetadata":false})"))
                  .starts_with(R"(400 {"code":40026,"error":"Failed to parse the request body as )"
                               R"(JSON: returnMetadata)"));
  EXPECT_TRUE(VectorizeWorld::outcome_of(world.ask("upsert", R"({"vectors":[{"id":7}]})"))
                  .starts_with(R"(400 {"code":40023,"error":"failed to parse vectors request)"));
}

TEST(Message, TellsOfItsOwnFaultsInTheContractsWay) {
  VectorizeWorld world;
  world.config = "no config";
  EXPECT_TRUE(VectorizeWorld::outcome_of(world.ask("info", "{}"))
                  .starts_with(R"(500 {"error":{"code":"INTERNAL_ERROR")"));
  world.config = "{}";
  world.fail_next("d1.batch", "no storage");
  EXPECT_EQ(world.ask("info", "{}").status, 503);
}

TEST(Message, CreatesTheIndexAsItIsDeclared) {
  VectorizeWorld world;
  world.config = R"({"dimensions":3,"metric":"euclidean","metadataIndexes":[)"
                 R"({"propertyName":"color","indexType":"string"}],"visibilityDelayMs":1000})";
  world.upsert({{"a", {3, 4, 0}, "", make_object(R"({"color":"red"})")}});
  EXPECT_EQ(world.find({0, 0, 0}), "");
  world.now_ms += 1'000;
  EXPECT_EQ(world.find({0, 0, 0}, {.filter = make_object(R"({"color":"red"})")}), "a");
  const auto found =
      packed::unpack_matches(world.ask("query", packed::pack(VectorQuery{}, {0, 0, 0}, {})).body);
  EXPECT_EQ(found->matches.at(0).score, 5);
}

}  // namespace
}  // namespace crow::vectorize
