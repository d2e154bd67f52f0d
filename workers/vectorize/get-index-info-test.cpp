#include "workers/vectorize/testing.h"

namespace crow::vectorize {
namespace {

TEST(GetIndexInfo, TellsWhatIsThereAndHowFarItHasCome) {
  VectorizeWorld world;
  EXPECT_EQ(VectorizeWorld::outcome_of(world.ask("info", "{}")),
            R"(200 {"dimensions":2,"vectorCount":0,"processedUpToMutation":null,)"
            R"("processedUpToDatetime":null})");
  world.upsert({{"a", {1, 0}}});
  EXPECT_TRUE(
      world.ask("info", "{}")
          .body.starts_with(R"({"dimensions":2,"vectorCount":1,"processedUpToMutation":")"));
  EXPECT_TRUE(world.ask("info", "{}")
                  .body.ends_with(R"("processedUpToDatetime":"2026-09-21T14:13:20.000Z"})"));
}

}  // namespace
}  // namespace crow::vectorize
