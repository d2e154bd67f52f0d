#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

World::Reply create(InteractionsWorld& world, const Caller& by, std::string body,
                    World::Headers more = {}) {
  more.emplace_back("content-type", "application/json");
  return world.send_as(
      by, {"POST", "/api/v1/interactions/write-keys", std::move(more), std::move(body)});
}

TEST(CreateWriteKey, MakesAKeyThatNobodyGuesses) {
  InteractionsWorld world;
  const auto reply =
      create(world, world.ada, R"({"name":"Shop","origins":["https://shop.example"]})");
  EXPECT_EQ(reply.status, 201);
  const auto made = read_body<WriteKey>(reply);
  EXPECT_TRUE(made.id.starts_with("wk_")) << made.id;
  EXPECT_EQ(made.id.size(), 29u);
  EXPECT_EQ(made.name, "Shop");
  EXPECT_TRUE(made.key.starts_with("crowpk_")) << made.key;
  EXPECT_EQ(made.key.size(), 47u);
  EXPECT_EQ(made.origins.text, R"(["https://shop.example"])");
  EXPECT_EQ(made.createdAt.ms, world.now_ms);
  EXPECT_NE(read_body<WriteKey>(create(world, world.ada, R"({"name":"Shop"})")).key, made.key);
}

TEST(CreateWriteKey, IsForEveryPageUnlessSaid) {
  InteractionsWorld world;
  for (const std::string body : {R"({"name":"a"})", R"({"name":"a","origins":[]})"})
    EXPECT_EQ(read_body<WriteKey>(create(world, world.ada, body)).origins.text, "[]") << body;
}

TEST(CreateWriteKey, TakesOriginsAsBrowsersSendThem) {
  InteractionsWorld world;
  const auto made = read_body<WriteKey>(
      create(world, world.ada,
             R"({"name":"a","origins":["https://Shop.Example","http://127.0.0.1:3000",)"
             R"("http://[::1]:80"]})"));
  EXPECT_EQ(made.origins.text,
            R"(["https://shop.example","http://127.0.0.1:3000","http://[::1]:80"])");
  for (const std::string_view bad :
       {"https://shop.example/", "https://shop.example/path", "shop.example", "*", "https://",
        "ftp://shop.example", "https://shop.example?x", "null", "https://user@shop.example",
        "https://shop.example:", "https://*.shop.example", "https://shop example", "https://[::1",
        "https://shop.example:123456", "https://:443", "https://shop.example:80a", "https://[]"}) {
    const auto reply = create(
        world, world.ada, concat(R"({"name":"a","origins":["https://a.example",")", bad, "\"]}"));
    EXPECT_EQ(refusal_of(reply), "400 VALIDATION_ERROR") << bad;
    EXPECT_EQ(fault_of(reply).field, "origins[1]") << reply.body;
  }
}

TEST(CreateWriteKey, IsBounded) {
  InteractionsWorld world;
  std::string origins;
  for (int i = 0; i < 21; ++i) origins += concat(i > 0 ? "," : "", "\"https://a", i, ".example\"");
  const std::pair<std::string, std::string_view> cases[] = {
      {R"({})", "name"},
      {R"({"name":""})", "name"},
      {concat(R"({"name":")", std::string(81, 'n'), "\"}"), "name"},
      {concat(R"({"name":"a","origins":[)", origins, "]}"), "origins"},
      {R"({"name":"a","key":"mine"})", "key"}};
  for (const auto& [body, field] : cases)
    EXPECT_EQ(fault_of(create(world, world.ada, body)).field, field) << body;
}

TEST(CreateWriteKey, IsForAdmins) {
  InteractionsWorld world;
  EXPECT_EQ(refusal_of(create(world, world.dan, R"({"name":"a"})")), "403 FORBIDDEN");
  const Caller admin = InteractionsWorld::caller("ed", world.northwind, Role::admin);
  EXPECT_EQ(create(world, admin, R"({"name":"a"})").status, 201);
  EXPECT_EQ(world.count("write_key"), 1);
}

TEST(CreateWriteKey, MakesOneForOneIdempotencyKey) {
  InteractionsWorld world;
  const World::Headers once{{"idempotency-key", "k1"}};
  const auto first = create(world, world.ada, R"({"name":"a"})", once);
  const auto again = create(world, world.ada, R"({"name":"a"})", once);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.header("idempotent-replayed"), "true");
  EXPECT_EQ(refusal_of(create(world, world.ada, R"({"name":"b"})", once)),
            "422 IDEMPOTENCY_MISMATCH");
  EXPECT_EQ(world.count("write_key"), 1);
}

}  // namespace
}  // namespace crow::interactions
