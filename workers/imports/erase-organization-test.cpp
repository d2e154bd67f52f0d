#include "workers/imports/testing.h"

namespace crow::imports {
namespace {

TEST(EraseOrganization, LeavesNothingOfItAndAllOfOthers) {
  Imports world;
  for (int i = 0; i < 25; ++i) EXPECT_EQ(world.upload(concat("{\"broken", i)).status, 202);
  const std::string kept = Imports::id_in(world.ask(Imports::form("{}"), world.eve));
  world.work();
  const auto erase = [&] {
    return world
        .send({"DELETE",
               "/internal/imports/organizations/north",
               {{"x-internal-key", "test-internal-key"}}})
        .body;
  };
  EXPECT_TRUE(erase().starts_with(R"({"isDone":false)"));
  EXPECT_TRUE(erase().starts_with(R"({"isDone":false)"));
  EXPECT_EQ(erase(), R"({"isDone":true,"erased":0})");
  const auto list = world.get("/api/v1/interactions/imports", {world.as(world.ada)});
  EXPECT_NE(list.body.find(R"("total":0)"), list.body.npos) << list.body;
  const auto others = world.get("/api/v1/interactions/imports/" + kept, {world.as(world.eve)});
  EXPECT_EQ(others.status, 200);
}

}  // namespace
}  // namespace crow::imports
