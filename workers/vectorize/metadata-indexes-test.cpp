#include "workers/vectorize/testing.h"

namespace crow::vectorize {
namespace {

TEST(MetadataIndexes, ComeAndGo) {
  VectorizeWorld world;
  const std::string color = R"({"propertyName":"color","indexType":"string"})";
  EXPECT_TRUE(world.ask("metadata-indexes/create", color).body.starts_with(R"({"mutationId":")"));
  EXPECT_EQ(world.ask("metadata-indexes/create", color).status, 400);
  EXPECT_EQ(world.ask("metadata-indexes/list", "{}").body,
            concat(R"({"metadataIndexes":[)", color, "]}"));
  EXPECT_EQ(world.ask("metadata-indexes/delete", R"({"propertyName":"color"})").status, 200);
  EXPECT_EQ(world.ask("metadata-indexes/list", "{}").body, R"({"metadataIndexes":[]})");
  EXPECT_EQ(world.ask("metadata-indexes/delete", R"({"propertyName":"color"})").status, 400);
}

TEST(MetadataIndexes, AreOfThreeTypes) {
  VectorizeWorld world;
  for (const std::string_view type : {"string", "number", "boolean"})
    EXPECT_EQ(world
                  .ask("metadata-indexes/create",
                       concat(R"({"propertyName":")", type, R"(","indexType":")", type, R"("})"))
                  .status,
              200);
  EXPECT_EQ(
      world.ask("metadata-indexes/create", R"({"propertyName":"a","indexType":"list"})").status,
      400);
}

}  // namespace
}  // namespace crow::vectorize
