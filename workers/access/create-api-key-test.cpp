#include "workers/access/testing.h"

namespace crow::auth {
namespace {

struct Keys : AccessWorld {
  std::string northwind = add_organization("Northwind");
  Visitor ada = sign_in_to(northwind, "Ada Lovelace", Role::owner);

  Reply create(std::string json) { return ask_as(ada, "/api-key/create", std::move(json)); }
};

TEST(CreateApiKey, IsShownOnceAndStoredAsAHash) {
  Keys world;
  const ApiKey made = world.make_key(world.ada, R"({"name":"web","metadata":{"team":"web"}})");
  EXPECT_EQ(made.key->size(), 5u + 64);
  EXPECT_TRUE(made.key->starts_with("crow_"));
  EXPECT_EQ(made.start, made.key->substr(0, 6));
  EXPECT_EQ(made.referenceId, world.ada.user_id);
  EXPECT_EQ(made.metadata->text, R"({"team":"web"})");
  EXPECT_EQ(made.expiresAt->ms, world.now_ms + 365 * kDay);
  world.database().allow_scan("apikey");
  const auto stored =
      world.database().batch(std::array{Sqlite::Call{"SELECT key_hash FROM apikey", "[]"}});
  EXPECT_EQ(*stored, concat("[[[[\"", hash_of_key(*made.key), "\"]],0]]"));
  const auto again = world.read_as(world.ada, "/api-key/get?id=" + made.id);
  EXPECT_EQ(read_body<ApiKey>(again).key, std::nullopt);
}

TEST(CreateApiKey, IsForTheOrganizationThatIsActiveNow) {
  Keys world;
  const ApiKey made = world.make_key(world.ada);
  EXPECT_EQ(world.number(concat("SELECT count(*) FROM apikey WHERE id = '", made.id,
                                "' AND organization_id = '", world.northwind, "'")),
            1);
}

TEST(CreateApiKey, NeedsApiKeyManagementThere) {
  Keys world;
  const Visitor dan = world.sign_in_to(world.northwind, "Dan Wu", Role::member);
  EXPECT_EQ(code_of(world.ask_as(dan, "/api-key/create", "{}")),
            "403 INSUFFICIENT_API_KEY_PERMISSIONS");
  const Visitor gone = world.sign_in_to(world.northwind, "Gone Girl", Role::admin);
  world.leave(gone, world.northwind);
  EXPECT_EQ(code_of(world.ask_as(gone, "/api-key/create", "{}")),
            "403 INSUFFICIENT_API_KEY_PERMISSIONS");
  EXPECT_EQ(world.ask_as(world.sign_in("Nobody Yet"), "/api-key/create", "{}").status, 200)
      << "without an organization a key is one's own";
}

TEST(CreateApiKey, ChecksWhatBetterAuthChecks) {
  Keys world;
  const std::pair<std::string, std::string> cases[] = {
      {R"({"name":")" + std::string(33, 'x') + "\"}", "400 INVALID_NAME_LENGTH"},
      {R"({"prefix":")" + std::string(33, 'x') + "\"}", "400 INVALID_PREFIX_LENGTH"},
      {R"({"prefix":""})", "400 VALIDATION_ERROR"},
      {R"({"expiresIn":86399})", "400 EXPIRES_IN_IS_TOO_SMALL"},
      {R"({"expiresIn":31536001})", "400 EXPIRES_IN_IS_TOO_LARGE"},
      {R"({"expiresIn":1e300})", "400 EXPIRES_IN_IS_TOO_LARGE"},
      {R"({"metadata":"text"})", "400 INVALID_METADATA_TYPE"},
      {R"({"metadata":true})", "400 INVALID_METADATA_TYPE"},
      {R"({"remaining":5})", "400 SERVER_ONLY_PROPERTY"},
      {R"({"refillAmount":5})", "400 SERVER_ONLY_PROPERTY"},
      {R"({"refillInterval":5})", "400 SERVER_ONLY_PROPERTY"},
      {R"({"rateLimitEnabled":false})", "400 SERVER_ONLY_PROPERTY"},
      {R"({"rateLimitMax":5})", "400 SERVER_ONLY_PROPERTY"},
      {R"({"rateLimitTimeWindow":5})", "400 SERVER_ONLY_PROPERTY"},
      {R"({"permissions":{"files":["read"]}})", "400 SERVER_ONLY_PROPERTY"},
      {R"({"userId":"somebody"})", "401 UNAUTHORIZED_SESSION"},
      {R"({"userId":null})", "401 UNAUTHORIZED_SESSION"}};
  for (const auto& [json, code] : cases) EXPECT_EQ(code_of(world.create(json)), code) << json;
  EXPECT_EQ(code_of(world.ask("/api-key/create", "{}")), "401 UNAUTHORIZED_SESSION");
  EXPECT_EQ(code_of(world.ask("/api-key/create", R"({"remaining":5})")),
            "400 SERVER_ONLY_PROPERTY");
}

TEST(CreateApiKey, TakesWhatBetterAuthTakes) {
  Keys world;
  EXPECT_EQ(world.make_key(world.ada, R"({"name":""})").name, "");
  EXPECT_EQ(world.make_key(world.ada, R"({"expiresIn":null,"remaining":null})").expiresAt->ms,
            world.now_ms + 365 * kDay);
  EXPECT_EQ(world.make_key(world.ada, R"({"expiresIn":86400.5})").expiresAt->ms,
            world.now_ms + kDay + 500);
  const ApiKey shop = world.make_key(world.ada, R"({"prefix":"s"})");
  EXPECT_EQ(shop.key->size(), 65u);
  EXPECT_EQ(shop.start.size(), 6u);
  EXPECT_EQ(world.make_key(world.ada, R"({"metadata":[1]})").metadata->text, "[1]");
  EXPECT_EQ(world.make_key(world.ada, R"({"metadata":null})").metadata, std::nullopt);
  const ApiKey falsy = world.make_key(world.ada, R"({"metadata":0})");
  EXPECT_EQ(falsy.metadata->text, "0");
  EXPECT_EQ(read_body<ApiKey>(world.read_as(world.ada, "/api-key/get?id=" + falsy.id)).metadata,
            std::nullopt);
}

}  // namespace
}  // namespace crow::auth
