#include "workers/imports/testing.h"

namespace crow::imports {
namespace {

World::Message cancel(const std::string& id) {
  return {"DELETE", "/api/v1/interactions/imports/" + id, {}, {}};
}

TEST(CancelImport, EndsOneThatWaitsAndDeletesItsFile) {
  Imports world;
  const std::string id = Imports::id_in(world.upload("{}"));
  EXPECT_EQ(world.ask(cancel(id)).status, 204);
  EXPECT_EQ(world.look(id).import.status, JobState::cancelled);
  EXPECT_EQ(world.files().size(), 0u);
  world.work();
  EXPECT_EQ(Imports::words(world.look(id).import), "cancelled 0/0/0/0");
}

TEST(CancelImport, EndsOneInTheMiddleAndKeepsWhatItTookIn) {
  Imports world;
  std::string file;
  for (int i = 0; i < 3'000; ++i)
    file += concat("{\"id\":\"p", i, "\",\"timestamp\":\"2026-09-01T00:00:00Z\"}\n");
  const std::string id = Imports::id_in(world.upload(file));
  world.wake();
  world.run(9);
  EXPECT_EQ(world.ask(cancel(id)).status, 204);
  world.work();
  const Import import = world.look(id).import;
  EXPECT_EQ(import.status, JobState::cancelled);
  const auto uncounted =
      std::ranges::count(world.interactions.stored, '\n') - Imports::counts(import).accepted;
  EXPECT_TRUE(uncounted == 0 || uncounted == 500) << "of the step under way: " << uncounted;
  EXPECT_LT(Imports::counts(import).accepted, 3'000);
  EXPECT_TRUE(import.finishedAt.has_value());
}

TEST(CancelImport, LeavesOneThatHasEndedAsItIs) {
  Imports world;
  const std::string id =
      Imports::id_in(world.upload("{\"id\":\"p\",\"timestamp\":\"2026-09-01T00:00:00Z\"}"));
  world.work();
  EXPECT_EQ(world.ask(cancel(id)).status, 204);
  EXPECT_EQ(Imports::words(world.look(id).import), "completed 1/1/0/0");
}

TEST(CancelImport, OfAnotherOrganizationIsNotFound) {
  Imports world;
  const std::string id = Imports::id_in(world.upload("{}"));
  EXPECT_EQ(world.ask(cancel(id), world.eve).status, 404);
  EXPECT_EQ(world.look(id).import.status, JobState::queued);
}

}  // namespace
}  // namespace crow::imports
