#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

TEST(RecordInteractions, TakesOneEvent) {
  InteractionsWorld world;
  const auto reply = world.post_as(world.ada, world.json(Sent{}));
  EXPECT_EQ(reply.status, 202);
  EXPECT_EQ(reply.body, R"({"accepted":1,"duplicates":0,"rejected":[]})");
  EXPECT_EQ(world.ids(world.ada), "e1");
}

TEST(RecordInteractions, RefusesOneEventThatIsNotSound) {
  InteractionsWorld world;
  const auto reply = world.post_as(world.ada, R"({"id":"a b"})");
  EXPECT_EQ(refusal_of(reply), "400 VALIDATION_ERROR");
  EXPECT_EQ(faults_of(reply), "id sourceType type timestamp");
  EXPECT_EQ(fault_of(reply).received, "a b");
  for (const std::string body : {"", "nope", "{", "1", "\"e1\"", "null", "{}{}", "\xFF"})
    EXPECT_EQ(refusal_of(world.post_as(world.ada, body)), "400 VALIDATION_ERROR") << body;
  EXPECT_EQ(world.count("interaction"), 0);
}

TEST(RecordInteractions, TakesOneToFiveHundredInAnArray) {
  InteractionsWorld world;
  const auto batch = [&](int count) {
    std::vector<Sent> all;
    for (int i = 0; i < count; ++i) all.push_back({.id = concat("n", count, '.', i)});
    return world.post_as(world.ada, world.json(all));
  };
  EXPECT_EQ(batch(1).body, R"({"accepted":1,"duplicates":0,"rejected":[]})");
  EXPECT_EQ(batch(500).body, R"({"accepted":500,"duplicates":0,"rejected":[]})");
  for (const auto& [count, received] : {std::pair{0, "0 elements"}, std::pair{501, "501 elements"},
                                        std::pair{5'000, "5000 elements"}}) {
    const auto reply = batch(count);
    EXPECT_EQ(refusal_of(reply), "400 VALIDATION_ERROR") << count;
    EXPECT_EQ(fault_of(reply), (ErrorReply::Fault{"", "an array of 1 to 500 elements", received}));
  }
  EXPECT_EQ(world.count("interaction"), 501);
}

TEST(RecordInteractions, KeepsWhatIsSoundAndTellsOfTheRest) {
  InteractionsWorld world;
  const std::string sound = world.json(Sent{.id = "good"});
  const auto reply = world.post_as(
      world.ada, concat('[', sound,
                        R"(,{"id":"bad 1"},17,{"id":"e4","sourceType":"web","type":"A",)"
                        R"("timestamp":"2026-09-01T00:00:00Z"},)",
                        sound, ']'));
  EXPECT_EQ(reply.status, 202);
  const auto recorded = read_body<Recorded>(reply);
  EXPECT_EQ(recorded.accepted, 1);
  EXPECT_EQ(recorded.duplicates, 1);
  ASSERT_EQ(recorded.rejected.size(), 3u);
  EXPECT_EQ(recorded.rejected[0].index, 1);
  EXPECT_EQ(recorded.rejected[0].id, "bad 1");
  EXPECT_EQ(recorded.rejected[1].index, 2);
  EXPECT_EQ(recorded.rejected[1].id, std::nullopt);
  EXPECT_EQ(recorded.rejected[2].index, 3);
  EXPECT_EQ(recorded.rejected[2].id, "e4");
  EXPECT_EQ(recorded.rejected[2].error.text,
            R"({"code":"VALIDATION_ERROR","message":"type must be a lower-case name as page_view, )"
            R"(of up to 64 letters, digits, _ and ., got A","details":{"field":"type",)"
            R"("expected":"a lower-case name as page_view, of up to 64 letters, digits, _ and .",)"
            R"("received":"A"}})");
  EXPECT_EQ(world.ids(world.ada), "good");
}

TEST(RecordInteractions, TellsOfEachEventWhatItsOwnRequestWouldBeTold) {
  InteractionsWorld world;
  for (const std::string& bad :
       {world.json(Sent{.more = R"("summary":"a\u0000b")"}),
        world.json(Sent{.more = R"("summary":"\ud83d")"}),
        world.json(Sent{.more = R"("value":1e999)"}),
        world.json(Sent{.more = concat(R"("properties":{"a":)", std::string(70, '['),
                                       std::string(70, ']'), '}')}),
        world.json(Sent{.more = R"("id":"e2")"}), std::string("{}"), std::string("17"),
        std::string("null")}) {
    const auto alone = world.post_as(world.ada, bad);
    EXPECT_EQ(refusal_of(alone), "400 VALIDATION_ERROR") << bad;
    const auto batch =
        world.post_as(world.ada, concat('[', bad, ',', world.json(Sent{.id = "good"}), ']'));
    ASSERT_EQ(batch.status, 202) << batch.body;
    const auto recorded = read_body<Recorded>(batch);
    EXPECT_EQ(recorded.accepted + recorded.duplicates, 1);
    ASSERT_EQ(recorded.rejected.size(), 1u) << bad;
    EXPECT_EQ(concat(R"({"error":)", recorded.rejected[0].error.text, '}'), alone.body);
    EXPECT_EQ(recorded.rejected[0].id,
              bad.contains("\"e1\"") ? std::optional<std::string>("e1") : std::nullopt);
  }
  EXPECT_EQ(world.ids(world.ada), "good");
}

TEST(RecordInteractions, RefusesAnArrayThatIsNoJsonAndStoresNothingOfIt) {
  InteractionsWorld world;
  const std::string good = world.json(Sent{.id = "good"});
  for (const std::string& body :
       {concat('[', good), concat('[', good, ",]"), concat('[', good, "]x"),
        concat('[', good, ",,]"), concat('[', good, ' ', good, ']'), concat('[', good, ",nope]"),
        concat('[', good, R"(,{"id" "a"}])"), concat('[', good, ",\"\xFF\"]"),
        concat('[', good, ",{\"id\":\"a\nb\"}]"), concat('[', good, "}")}) {
    const auto reply = world.post_as(world.ada, body);
    EXPECT_EQ(refusal_of(reply), "400 VALIDATION_ERROR") << body;
    EXPECT_TRUE(fault_of(reply).expected.starts_with("JSON")) << reply.body;
  }
  EXPECT_EQ(fault_of(world.post_as(world.ada, concat('[', good, ",nope]"))).field, "[1]");
  EXPECT_EQ(world.count("interaction"), 0);
}

TEST(RecordInteractions, KnowsAnArrayBehindBlanksAndAByteOrderMark) {
  InteractionsWorld world;
  EXPECT_EQ(world.post_as(world.ada, "\xEF\xBB\xBF\r\n " + world.json(std::vector{Sent{}})).body,
            R"({"accepted":1,"duplicates":0,"rejected":[]})");
  EXPECT_EQ(world.post_as(world.ada, "\n" + world.json(Sent{.id = "e2"}) + "\n").body,
            R"({"accepted":1,"duplicates":0,"rejected":[]})");
}

TEST(RecordInteractions, TakesJsonAndTextAndNoOtherType) {
  InteractionsWorld world;
  int number = 0;
  for (const std::string type : {"application/json", "application/json; charset=utf-8",
                                 "text/plain", "TEXT/PLAIN;charset=UTF-8", ""}) {
    const auto reply =
        world.post_as(world.ada, world.json(Sent{.id = concat("e", ++number)}), type);
    EXPECT_EQ(reply.status, 202) << type;
  }
  for (const std::string type : {"application/x-www-form-urlencoded", "multipart/form-data",
                                 "text/html", "application/xml", "application/x-ndjson", "json"})
    EXPECT_EQ(refusal_of(world.post_as(world.ada, world.json(Sent{}), type)),
              "415 UNSUPPORTED_MEDIA_TYPE")
        << type;
}

TEST(RecordInteractions, TakesOneMebibyteAndNoByteMore) {
  InteractionsWorld world;
  std::string body = world.json(std::vector{Sent{}});
  body += std::string(kBodyBytesMax - body.size(), ' ');
  EXPECT_EQ(world.post_as(world.ada, body).status, 202);
  EXPECT_EQ(refusal_of(world.post_as(world.ada, body + ' ')), "413 PAYLOAD_TOO_LARGE");
}

TEST(RecordInteractions, IsForMembersOfAnOrganization) {
  InteractionsWorld world;
  EXPECT_EQ(refusal_of(world.post("/api/v1/interactions", world.json(Sent{}))), "401 UNAUTHORIZED");
  Caller nobody = world.ada;
  nobody.organization_id.clear();
  EXPECT_EQ(refusal_of(world.post_as(nobody, world.json(Sent{}))), "403 FORBIDDEN");
  EXPECT_EQ(world.post_as(world.dan, world.json(Sent{})).status, 202);
}

TEST(RecordInteractions, IsForWhoMayNotRead) {
  InteractionsWorld world;
  Caller blind = world.dan;
  blind.permissions.remove(Permission::interactions);
  EXPECT_EQ(world.post_as(blind, world.json(Sent{})).status, 202);
  for (const std::string path :
       {"", "/e1", "/summary", "/search?q=a", "/organization/northwind00000000000000000000001",
        "/organization/northwind00000000000000000000001/summary",
        "/organization/northwind00000000000000000000001/search?q=a"}) {
    const auto reply = world.get_as(blind, path);
    EXPECT_EQ(reply.status, 403) << path;
    EXPECT_EQ(reply.body,
              R"({"error":{"code":"FORBIDDEN","message":"The caller lacks the permission )"
              R"(interactions.","details":{"permission":"interactions"}}})");
  }
}

TEST(RecordInteractions, FromAServerTellsNothingOfTheServer) {
  InteractionsWorld world;
  world.send_as(world.ada, {"POST",
                            "/api/v1/interactions",
                            {{"content-type", "application/json"},
                             {"user-agent", "curl/8"},
                             {"cf-connecting-ip", "203.0.113.7"}},
                            world.json(Sent{})});
  const auto stored = world.list(world.ada).data.at(0);
  EXPECT_EQ(stored.botScore, 0);
  EXPECT_EQ(stored.visitorId, std::nullopt);
  EXPECT_EQ(world.ask("SELECT user_agent FROM interaction"), "[[[[null]],0]]");
}

TEST(RecordInteractions, FromAPageTellsOfTheBrowser) {
  InteractionsWorld world;
  const std::string key = world.make_key().key;
  const auto reply = world.send_page(
      key, world.json(Sent{}), {{"user-agent", "curl/8"}, {"cf-connecting-ip", "203.0.113.7"}});
  EXPECT_EQ(reply.status, 202) << reply.body;
  const auto stored = world.list(world.ada).data.at(0);
  EXPECT_EQ(stored.botScore, 100);
  EXPECT_EQ(stored.botReasons.text, R"(["http_library","no_language"])");
  EXPECT_TRUE(stored.visitorId.value_or("").starts_with("anon_"));
  EXPECT_EQ(world.ask("SELECT user_agent FROM interaction"), R"([[[["curl/8"]],0]])");
}

TEST(RecordInteractions, KeepsFourHundredCharactersOfABrowsersName) {
  InteractionsWorld world;
  const std::string key = world.make_key().key;
  world.send_page(key, world.json(Sent{}), {{"user-agent", std::string(1'000, 'x')}});
  EXPECT_EQ(world.ask("SELECT length(user_agent) FROM interaction"), "[[[[400]],0]]");
}

TEST(RecordForService, TakesEventsOfAnyOrganizationWithTheInternalKey) {
  InteractionsWorld world;
  const std::string body = concat(R"({"organizationId":")", world.contoso, R"(","events":)",
                                  world.json(std::vector{Sent{.id = "c1", .source = "cctv"}}), '}');
  const auto reply =
      world.post("/internal/interactions", body, {{"x-internal-key", "test-internal-key"}});
  EXPECT_EQ(reply.status, 202) << reply.body;
  EXPECT_EQ(reply.body, R"({"accepted":1,"duplicates":0,"rejected":[]})");
  EXPECT_EQ(world.ids(world.bob), "c1");
  EXPECT_EQ(world.ids(world.ada), "");
  EXPECT_EQ(refusal_of(world.post("/internal/interactions", body)), "401 UNAUTHORIZED");
  EXPECT_EQ(refusal_of(world.post("/internal/interactions", body, {world.as(world.bob)})),
            "401 UNAUTHORIZED");
}

TEST(RecordForService, ABatchWithANameCountsAsTheFirstTime) {
  InteractionsWorld world;
  const auto send = [&](const std::string& organization, std::string_view name,
                        const std::vector<Sent>& events) {
    return world
        .post("/internal/interactions",
              concat(R"({"organizationId":")", organization, R"(","batchId":")", name,
                     R"(","events":)", world.json(events), '}'),
              {{"x-internal-key", "test-internal-key"}})
        .body;
  };
  const std::vector<Sent> two = {Sent{.id = "a"}, Sent{.id = "b"}};
  world.record(world.ada, Sent{.id = "a"});
  const std::string first = R"({"accepted":1,"duplicates":1,"rejected":[]})";
  EXPECT_EQ(send(world.northwind, "file.1", two), first);
  EXPECT_EQ(send(world.northwind, "file.1", two), first);
  EXPECT_EQ(send(world.northwind, "file.2", two), R"({"accepted":0,"duplicates":2,"rejected":[]})");
  EXPECT_EQ(send(world.contoso, "file.1", two), R"({"accepted":2,"duplicates":0,"rejected":[]})");
  world.now_ms += 3 * kDay;
  world.scheduled("* * * * *");
  EXPECT_EQ(world.count("taken_batch"), 0);
}

}  // namespace
}  // namespace crow::interactions
