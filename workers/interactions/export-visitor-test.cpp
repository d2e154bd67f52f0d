#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

struct Exported : InteractionsWorld {
  Reply get_export(const Caller& by, std::string_view visitor, Headers headers = {}) {
    return send_as(by,
                   {.target = concat("/api/v1/interactions/visitors/export?visitorId=", visitor),
                    .headers = std::move(headers)});
  }
  // The ids in an export, in its order.
  static std::vector<std::string> ids_of(const Reply& reply) {
    std::vector<std::string> out;
    for (std::string_view rest = reply.body; !rest.empty();) {
      const auto line = json::read<Interaction>(std::string(split_off(rest, '\n')));
      EXPECT_TRUE(line.has_value());
      out.push_back(line ? line->id : "");
    }
    return out;
  }
};

TEST(ExportVisitor, HasALineForEachInteractionOldestFirst) {
  Exported world;
  world.record(world.ada, {Sent{.id = "new", .more = R"("visitorId":"v1","summary":"a\nb")"},
                           Sent{.id = "old", .ago_ms = kDay, .more = R"("visitorId":"v1")"},
                           Sent{.id = "other", .more = R"("visitorId":"v2")"}});
  const auto reply = world.get_export(world.ada, "v1");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("content-type"), "application/x-ndjson");
  EXPECT_EQ(reply.header("cache-control"), "no-store");
  EXPECT_EQ(Exported::ids_of(reply), (std::vector<std::string>{"old", "new"}));
  EXPECT_EQ(reply.body, world.get_as(world.ada, "/old").body + '\n' +
                            world.get_as(world.ada, "/new").body + '\n');
}

TEST(ExportVisitor, IsEmptyForWhomNobodyKnows) {
  Exported world;
  world.record(world.bob, Sent{.more = R"("visitorId":"v1")"});
  const auto reply = world.get_export(world.ada, "v1");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "");
}

TEST(ExportVisitor, HasAllOfMany) {
  Exported world;
  std::vector<std::string> expected;
  for (int i = 0; i < 1'100;) {
    std::vector<Sent> all;
    for (; i < 1'100 && all.size() < 500; ++i) {
      std::string id = concat("e", 10'000 + i);
      // Several at one moment, also where one reading ends.
      all.push_back({.id = id, .ago_ms = (1'100 - i) / 7 * kSecond, .more = R"("visitorId":"v1")"});
      expected.push_back(std::move(id));
    }
    world.record(world.ada, all);
  }
  EXPECT_EQ(Exported::ids_of(world.get_export(world.ada, "v1")), expected);
  world.ask("DELETE FROM interaction WHERE id >= 'e10500'");
  EXPECT_EQ(Exported::ids_of(world.get_export(world.ada, "v1")).size(), 500u);
}

TEST(ExportVisitor, AnswersWhoeverAcceptsLinesOrAnything) {
  Exported world;
  world.record(world.ada, Sent{.more = R"("visitorId":"v1")"});
  for (const std::string accept : {"application/x-ndjson", "*/*", "application/*", ""})
    EXPECT_EQ(world.get_export(world.ada, "v1", {{"accept", accept}}).status, 200) << accept;
  EXPECT_EQ(refusal_of(world.get_export(world.ada, "v1", {{"accept", "text/html"}})),
            "406 NOT_ACCEPTABLE");
}

TEST(ExportVisitor, IsForAdminsAndNeedsTheVisitor) {
  Exported world;
  EXPECT_EQ(refusal_of(world.get_export(world.dan, "v1")), "403 FORBIDDEN");
  EXPECT_EQ(fault_of(world.get_export(world.ada, "")).field, "visitorId");
  EXPECT_EQ(fault_of(world.get_as(world.ada, "/visitors/export")).field, "visitorId");
}

TEST(ExportVisitor, SaysSoWhenTheDatabaseFails) {
  Exported world;
  world.get_export(world.ada, "v1");
  world.fail_next("d1.batch", "D1_ERROR: overloaded");
  EXPECT_EQ(refusal_of(world.get_export(world.ada, "v1")), "503 UNAVAILABLE");
}

}  // namespace
}  // namespace crow::interactions
