#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

TEST(GetInteraction, ShowsAllThatIsKnown) {
  InteractionsWorld world;
  world.now_ms = from_rfc3339("2026-09-21T14:13:20Z")->ms;
  world.record(
      world.ada,
      Sent{.ago_ms = kHour,
           .more = R"("summary":"Red shoes","visitorId":"v1","sessionId":"s1","productId":"p1",)"
                   R"("url":"https://shop.example/p1","value":3,"currency":"EUR",)"
                   R"("properties":{"size": 46})"});
  world.now_ms += kMinute;
  EXPECT_EQ(
      world.get_as(world.dan, "/e1").body,
      concat(R"({"id":"e1","organizationId":")", world.northwind,
             R"(","sourceType":"web","type":"page_view",)"
             R"("timestamp":"2026-09-21T13:13:20.000Z","receivedAt":"2026-09-21T14:13:20.000Z",)"
             R"("summary":"Red shoes","visitorId":"v1","sessionId":"s1","productId":"p1",)"
             R"("url":"https://shop.example/p1","value":3,"currency":"EUR",)"
             R"("properties":{"size":46},"botScore":0,"botReasons":[]})"));
}

TEST(GetInteraction, HasNullWhereNothingWasSaid) {
  InteractionsWorld world;
  world.record(world.ada, Sent{.source = "social", .type = "post"});
  const std::string body = world.get_as(world.ada, "/e1").body;
  EXPECT_NE(body.find(R"("summary":null,"visitorId":null,"sessionId":null,"productId":null,)"
                      R"("url":null,"value":null,"currency":null,"properties":{},"botScore":0,)"
                      R"("botReasons":[]})"),
            std::string::npos)
      << body;
}

TEST(GetInteraction, TakesEveryIdThatAnEventMayHave) {
  InteractionsWorld world;
  for (const std::string& id : {std::string("a.b:c-D_9"), std::string(64, '9'), std::string("-")}) {
    world.record(world.ada, Sent{.id = id});
    EXPECT_EQ(read_body<Interaction>(world.get_as(world.ada, "/" + id)).id, id);
  }
  EXPECT_EQ(read_body<Interaction>(world.get_as(world.ada, "/a.b%3Ac-D_9")).id, "a.b:c-D_9");
  EXPECT_EQ(fault_of(world.get_as(world.ada, "/a%20b")).field, "id");
}

TEST(GetInteraction, OfAnotherOrganizationDoesNotExist) {
  InteractionsWorld world;
  world.record(world.bob, Sent{.id = "theirs"});
  const auto other = world.get_as(world.ada, "/theirs");
  EXPECT_EQ(refusal_of(other), "404 NOT_FOUND");
  EXPECT_EQ(world.get_as(world.ada, "/nothing").body, other.body);
}

TEST(GetInteraction, GivesWayToTheNamesOfTheService) {
  InteractionsWorld world;
  world.record(world.ada, {Sent{.id = "summary"}, Sent{.id = "settings"}});
  EXPECT_TRUE(world.get_as(world.ada, "/summary").body.starts_with(R"({"web":2)"));
  EXPECT_EQ(world.get_as(world.ada, "/settings").body, R"({"retentionDays":730})");
}

}  // namespace
}  // namespace crow::interactions
