#include "workers/vectorize/testing.h"

namespace crow::vectorize {
namespace {

TEST(GetVectors, GivesThoseThatThereAre) {
  VectorizeWorld world;
  world.upsert({{"a", {1, 0.5}, "n", make_object(R"({"x":[1]})")}, {"b", {0, 1}}});
  const auto reply = world.ask("get-by-ids", R"({"ids":["b","none","a"]})");
  const auto found = packed::unpack_records(reply.body);
  ASSERT_TRUE(found) << reply.body;
  ASSERT_EQ(found->size(), 2u);
  EXPECT_EQ(found->at(0).values, std::vector<float>({1, 0.5}));
  EXPECT_EQ(found->at(0).metadata->text, R"({"x":[1]})");
  EXPECT_FALSE(found->at(1).metadata);
}

TEST(GetVectors, RefusesMoreThanTwenty) {
  VectorizeWorld world;
  std::string ids;
  for (int i = 0; i < 21; ++i) ids += concat(i == 0 ? "" : ",", '"', i, '"');
  EXPECT_EQ(VectorizeWorld::outcome_of(world.ask("get-by-ids", concat(R"({"ids":[)", ids, "]}"))),
            R"(400 {"code":40007,"error":"too many ids in payload; max id count is 20, got 21"})");
  EXPECT_EQ(world.ask("get-by-ids", "{}").status, 400);
}

}  // namespace
}  // namespace crow::vectorize
