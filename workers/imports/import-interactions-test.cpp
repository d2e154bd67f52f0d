#include "workers/imports/testing.h"

namespace crow::imports {
namespace {

TEST(ImportInteractions, AnswersWithTheImportThatIsToCome) {
  Imports world;
  const auto reply = world.ask(Imports::form("{}", {{"format", "jsonl"}}, "may.jsonl"));
  EXPECT_EQ(reply.status, 202);
  const auto import = json::read<Import>(reply.body);
  ASSERT_TRUE(import) << reply.body;
  EXPECT_TRUE(import->id.starts_with("import_"));
  EXPECT_EQ(import->status, JobState::queued);
  EXPECT_EQ(import->source, "may.jsonl");
  EXPECT_EQ(import->format, ImportFormat::jsonl);
  ASSERT_NE(world.files().bytes_of("imports/" + import->id), nullptr);
  EXPECT_EQ(*world.files().bytes_of("imports/" + import->id), "{}");
  EXPECT_EQ(world.look(import->id).import.status, JobState::queued);
}

TEST(ImportInteractions, WhoMayNotReadInteractionsMayNotImport) {
  Imports world;
  Caller nobody = world.ada;
  nobody.permissions.remove(Permission::interactions);
  EXPECT_EQ(world.ask(Imports::form("x"), nobody).status, 403);
  EXPECT_EQ(world.files().size(), 0u);
  EXPECT_EQ(world.send(Imports::form("x")).status, 401);
}

}  // namespace
}  // namespace crow::imports
