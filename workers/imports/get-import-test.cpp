#include "workers/imports/testing.h"

namespace crow::imports {
namespace {

TEST(GetImport, TellsHowFarItIs) {
  Imports world;
  std::string file;
  for (int i = 0; i < 1'500; ++i)
    file += concat("{\"id\":\"p", i, "\",\"timestamp\":\"2026-09-01T00:00:00Z\"}\n");
  const std::string id = Imports::id_in(world.upload(file));
  EXPECT_EQ(world.look(id).import.percent, std::nullopt);
  world.wake();
  for (int i = 0; i < 100 && world.counts_of(id).read < 500; ++i) world.run(1);
  const Import import = world.look(id).import;
  EXPECT_TRUE(import.status == JobState::running || import.status == JobState::completed);
  world.work();
  EXPECT_EQ(Imports::words(world.look(id).import), "completed 1500/1500/0/0");
}

TEST(GetImport, OfAnotherOrganizationIsNotFound) {
  Imports world;
  const std::string id = Imports::id_in(world.upload("{}"));
  EXPECT_EQ(world.get("/api/v1/interactions/imports/" + id, {world.as(world.eve)}).status, 404);
  EXPECT_EQ(world.get("/api/v1/interactions/imports/none", {world.as(world.ada)}).status, 404);
}

TEST(GetImport, WhoseJobIsForgottenWithoutAnEndHasFailed) {
  Imports world;
  const std::string id = Imports::id_in(world.upload("{}"));
  const Sqlite::Call forget{"DELETE FROM jobs", "[]"};
  ASSERT_TRUE(world.database().batch({&forget, 1}));
  EXPECT_EQ(Imports::words(world.look(id).import), "failed failed: The import failed.");
}

}  // namespace
}  // namespace crow::imports
