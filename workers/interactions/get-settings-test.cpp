#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

TEST(GetSettings, AreTheDefaultsUntilChanged) {
  InteractionsWorld world;
  EXPECT_EQ(world.get_as(world.ada, "/settings").body, R"({"retentionDays":730})");
}

TEST(GetSettings, AreForEveryMember) {
  InteractionsWorld world;
  EXPECT_EQ(world.get_as(world.dan, "/settings").status, 200);
  EXPECT_EQ(refusal_of(world.get("/api/v1/interactions/settings")), "401 UNAUTHORIZED");
}

}  // namespace
}  // namespace crow::interactions
