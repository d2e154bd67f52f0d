#include "workers/organizations/context-testing.h"

namespace crow::organizations {
namespace {

TEST(GetContext, SaysThatThereIsNone) {
  Contexts world;
  const auto none = world.read();
  EXPECT_EQ(none.organizationId, world.northwind);
  EXPECT_EQ(none.id, std::nullopt);
  EXPECT_EQ(none.version, std::nullopt);
  EXPECT_TRUE(none.content.sections.empty());
  EXPECT_FALSE(none.job);
  EXPECT_EQ(world.trigger(world.ada).status, 202);
  EXPECT_EQ(world.read().job->status, JobState::queued);
}

TEST(GetContext, GivesOlderVersions) {
  Contexts world;
  world.write_one();
  world.now.total = 121;
  world.write_one();
  const auto first = world.read(world.ada, "?version=1");
  EXPECT_EQ(first.version, 1);
  EXPECT_EQ(first.versions.size(), 2u);
  EXPECT_NE(Contexts::text_of(first).find("120 interactions"), std::string::npos);
  EXPECT_NE(Contexts::text_of(world.read()).find("121 interactions"), std::string::npos);
  EXPECT_EQ(refusal_of(world.get_as(world.ada, world.path("?version=3"))), "404 NOT_FOUND");
  EXPECT_EQ(refusal_of(world.get_as(world.ada, world.path("?version=0"))), "400 VALIDATION_ERROR");
}

TEST(GetContext, IsForMembersOfTheOrganization) {
  Contexts world;
  world.write_one();
  EXPECT_EQ(world.read(world.dan).version, 1);
  EXPECT_EQ(refusal_of(world.get_as(world.bob, world.path())), "403 FORBIDDEN");
  EXPECT_EQ(refusal_of(world.get(world.path())), "401 UNAUTHORIZED");
}

TEST(GetContext, TellsNothingOfInteractionsToWhomTheyAreClosed) {
  Contexts world;
  world.write_one();
  Caller dan = world.dan;
  dan.permissions.remove(Permission::interactions);
  const auto made = world.read(dan);
  EXPECT_EQ(made.version, 1);
  const std::string text = Contexts::text_of(made);
  EXPECT_EQ(text.find("interactions"), std::string::npos) << text;
  EXPECT_NE(text.find("The catalog holds 12 products"), std::string::npos);
  for (const Evidence& one : made.content.evidence)
    EXPECT_FALSE(one.fact.id.starts_with("interactions")) << one.fact.id;
}

TEST(GetContext, LooksUpRowsByTheirKeys) {
  Contexts world;
  world.write_one();
  world.database().forget_plans();
  world.read();
  ASSERT_EQ(world.database().plans().size(), 3u);
  for (const std::string& plan : world.database().plans()) {
    EXPECT_FALSE(plan.contains("SCAN")) << plan;
    EXPECT_FALSE(plan.contains("TEMP B-TREE")) << plan;
  }
}

}  // namespace
}  // namespace crow::organizations
