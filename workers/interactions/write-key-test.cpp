#include "workers/interactions/write-key.h"

#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

TEST(WriteKey, WritesForItsOrganizationAndReadsNothing) {
  InteractionsWorld world;
  const std::string key = world.make_key().key;
  EXPECT_EQ(world.send_page(key, world.json(Sent{})).body,
            R"({"accepted":1,"duplicates":0,"rejected":[]})");
  EXPECT_EQ(world.ids(world.ada), "e1");
  EXPECT_EQ(world.ids(world.bob), "");
  for (const std::string path :
       {"", "/e1", "/summary", "/search?q=a", "/settings", "/write-keys"}) {
    const std::string target =
        concat("/api/v1/interactions", path, path.contains('?') ? "&key=" : "?key=", key);
    EXPECT_EQ(refusal_of(world.get(target)), "401 UNAUTHORIZED") << path;
  }
  EXPECT_EQ(
      refusal_of(world.send({"DELETE", "/api/v1/interactions/visitors?visitorId=v&key=" + key})),
      "401 UNAUTHORIZED");
}

TEST(WriteKey, TakesWholeBatches) {
  InteractionsWorld world;
  const std::string key = world.make_key().key;
  EXPECT_EQ(world.send_page(key, world.json({Sent{}, Sent{.id = "e2"}})).body,
            R"({"accepted":2,"duplicates":0,"rejected":[]})");
}

TEST(WriteKey, ThatIsNoneIsRefused) {
  InteractionsWorld world;
  const std::string good = world.make_key().key;
  for (const std::string& key : {std::string("crowpk_unknown"), std::string("%27%20OR%201=1"),
                                 good + "x", good.substr(0, good.size() - 1), to_lower(good),
                                 std::string("crow_abc"), std::string(128, 'x')}) {
    const auto reply = world.send_page(key, world.json(Sent{}));
    EXPECT_EQ(refusal_of(reply), "401 UNAUTHORIZED") << key;
    EXPECT_EQ(read_body<ErrorReply>(reply).error.message,
              "The write key does not exist, or was revoked.");
  }
  for (const std::string& key : {std::string(), std::string(129, 'x')})
    EXPECT_EQ(read_body<ErrorReply>(world.send_page(key, world.json(Sent{}))).error.message,
              "The write key is malformed.");
  EXPECT_EQ(refusal_of(world.send_page("%zz", world.json(Sent{}))), "400 VALIDATION_ERROR");
  EXPECT_EQ(world.count("interaction"), 0);
}

TEST(WriteKey, IsRefusedTenSecondsAfterItWasRevokedAtTheLatest) {
  InteractionsWorld world;
  const WriteKey key = world.make_key();
  EXPECT_EQ(world.send_page(key.key, world.json(Sent{})).status, 202);
  EXPECT_EQ(
      world.send_as(world.ada, {"DELETE", "/api/v1/interactions/write-keys/" + key.id}).status,
      204);
  world.now_ms += 10 * kSecond;
  EXPECT_EQ(refusal_of(world.send_page(key.key, world.json(Sent{.id = "e2"}))), "401 UNAUTHORIZED");
  EXPECT_EQ(world.ids(world.ada), "e1");
}

TEST(WriteKey, IsLookedUpOnceInTenSeconds) {
  InteractionsWorld world;
  const std::string key = world.make_key().key;
  world.send_page(key, world.json(Sent{}));
  const auto trips = [&](std::string id) {
    world.operations.clear();
    world.send_page(key, world.json(Sent{.id = std::move(id)}));
    return std::ranges::count(world.operations, "d1.batch");
  };
  EXPECT_EQ(trips("e2"), 1);
  world.now_ms += 10 * kSecond - 1;
  EXPECT_EQ(trips("e3"), 1);
  world.now_ms += 1;
  EXPECT_EQ(trips("e4"), 2);
}

TEST(WriteKey, IsForPagesOfItsOriginsAlone) {
  InteractionsWorld world;
  const std::string key = world.make_key(R"(["https://shop.example","http://localhost:3000"])").key;
  int number = 0;
  const auto from = [&](std::string origin) {
    World::Headers headers;
    if (!origin.empty()) headers.emplace_back("origin", std::move(origin));
    return world.send_page(key, world.json(Sent{.id = concat("e", ++number)}), headers);
  };
  for (const std::string origin :
       {"https://shop.example", "http://localhost:3000", "https://SHOP.example"})
    EXPECT_EQ(from(origin).status, 202) << origin;
  for (const std::string origin :
       {"https://shop.example.evil.example", "http://shop.example", "https://a.shop.example",
        "https://shop.example:8443", "null", ""}) {
    const auto reply = from(origin);
    EXPECT_EQ(refusal_of(reply), "403 FORBIDDEN") << origin;
    EXPECT_EQ(read_body<ErrorReply>(reply).error.message,
              "The write key is not for pages of this origin.");
  }
}

TEST(WriteKey, WithoutOriginsIsForEveryPage) {
  InteractionsWorld world;
  const std::string key = world.make_key().key;
  EXPECT_EQ(world.send_page(key, world.json(Sent{}), {{"origin", "null"}}).status, 202);
  EXPECT_EQ(world.send_page(key, world.json(Sent{.id = "e2"})).status, 202);
}

// The gateway refuses both; were it to let them through, the page's key counts and the token does
// not.
TEST(WriteKey, CountsBeforeAToken) {
  InteractionsWorld world;
  const std::string key = world.make_key().key;
  const auto reply = world.send_page(key, world.json(Sent{}), {world.as(world.bob)});
  EXPECT_EQ(reply.status, 202);
  EXPECT_EQ(world.ids(world.ada), "e1");
  EXPECT_EQ(world.ids(world.bob), "");
  EXPECT_EQ(refusal_of(world.send_page("crowpk_unknown", world.json(Sent{.id = "e2"}),
                                       {world.as(world.ada)})),
            "401 UNAUTHORIZED");
}

TEST(WriteKey, AnswersOnlyPosts) {
  InteractionsWorld world;
  const std::string key = world.make_key().key;
  for (const std::string method : {"PUT", "PATCH", "DELETE"})
    EXPECT_EQ(refusal_of(world.send({method, "/api/v1/interactions?key=" + key})),
              "405 METHOD_NOT_ALLOWED")
        << method;
}

TEST(WriteKey, OfWhichThereAreThousandsTakesNoEndlessMemory) {
  InteractionsWorld world;
  const std::string key = world.make_key().key;
  world.send_page(key, world.json(Sent{}));
  for (int i = 0; i < 1'100; ++i) world.send_page(concat("crowpk_", i), "{}");
  EXPECT_EQ(world.send_page(key, world.json(Sent{.id = "e2"})).status, 202);
}

}  // namespace
}  // namespace crow::interactions
