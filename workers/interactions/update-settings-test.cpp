#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

World::Reply update(InteractionsWorld& world, const Caller& by, std::string body) {
  return world.send_as(by, {"PATCH",
                            "/api/v1/interactions/settings",
                            {{"content-type", "application/json"}},
                            std::move(body)});
}

TEST(UpdateSettings, ChangesHowLongInteractionsAreKept) {
  InteractionsWorld world;
  for (const std::string body :
       {R"({"retentionDays":30})", R"({"retentionDays":1})", R"({"retentionDays":3650})"}) {
    const auto reply = update(world, world.ada, body);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, body);
    EXPECT_EQ(world.get_as(world.dan, "/settings").body, body);
  }
  EXPECT_EQ(world.get_as(world.bob, "/settings").body, R"({"retentionDays":730})");
}

TEST(UpdateSettings, RefusesDaysOutsideTheirBounds) {
  InteractionsWorld world;
  for (const std::string days : {"0", "3651", "-1", "1.5", "\"30\"", "null", "1e9"}) {
    const auto reply = update(world, world.ada, concat(R"({"retentionDays":)", days, '}'));
    EXPECT_EQ(refusal_of(reply), "400 VALIDATION_ERROR") << days;
    EXPECT_EQ(fault_of(reply).field, "retentionDays");
  }
}

TEST(UpdateSettings, IsForAdmins) {
  InteractionsWorld world;
  EXPECT_EQ(refusal_of(update(world, world.dan, R"({"retentionDays":30})")), "403 FORBIDDEN");
}

}  // namespace
}  // namespace crow::interactions
