#include "workers/access/testing.h"

namespace crow::auth {
namespace {

struct Updating : Team {
  ApiKey key = make_key(ada, R"({"name":"first"})");
  Reply update(const Visitor& visitor, std::string_view change) {
    return ask_as(visitor, "/api-key/update", concat(R"({"keyId":")", key.id, "\"", change, "}"));
  }
};

TEST(UpdateApiKey, ChangesWhatIsGiven) {
  Updating world;
  const auto named = read_body<ApiKey>(world.update(world.ada, R"(,"name":"second")"));
  EXPECT_EQ(named.name, "second");
  EXPECT_EQ(named.expiresAt, world.key.expiresAt);
  const auto more = read_body<ApiKey>(
      world.update(world.ada, R"(,"enabled":false,"expiresIn":null,"metadata":{"a":[1]})"));
  EXPECT_EQ(more.name, "second");
  EXPECT_FALSE(more.enabled);
  EXPECT_EQ(more.expiresAt, std::nullopt);
  EXPECT_EQ(more.metadata->text, R"({"a":[1]})");
  EXPECT_EQ(read_body<ApiKey>(world.update(world.ada, R"(,"metadata":null)")).metadata,
            std::nullopt);
}

TEST(UpdateApiKey, OfTwoAtOnceEachKeepsWhatTheOtherChanged) {
  Updating world;
  const auto start = [&](std::string_view change) {
    return world.start({"POST",
                        "/api/v1/auth/api-key/update",
                        {{"content-type", "application/json"},
                         {"cookie", world.ada.cookie},
                         {"origin", std::string(kTestOrigin)}},
                        concat(R"({"keyId":")", world.key.id, "\",", change, "}")});
  };
  start(R"("enabled":false)");
  start(R"("metadata":{"a":1})");
  const auto last = start(R"("name":"second")");
  world.run();
  const auto after = read_body<ApiKey>(*world.reply_to(last));
  EXPECT_FALSE(after.enabled);
  ASSERT_TRUE(after.metadata);
  EXPECT_EQ(after.name, "second");
  EXPECT_EQ(after.metadata->text, R"({"a":1})");
  EXPECT_EQ(after.expiresAt, world.key.expiresAt);
}

TEST(UpdateApiKey, IsForTheOwnerWhoMayManageKeys) {
  Updating world;
  EXPECT_EQ(code_of(world.update(world.bob, R"(,"name":"x")")), "404 KEY_NOT_FOUND");
  EXPECT_EQ(code_of(world.update(world.ada, R"(,"userId":"other","name":"x")")),
            "401 UNAUTHORIZED_SESSION");
  const auto carlas = world.add_key(world.carla, world.northwind);
  const auto change = [&](std::string_view what) {
    return world.ask_as(world.carla, "/api-key/update",
                        concat(R"({"keyId":")", carlas.id, "\",", what, "}"));
  };
  for (const std::string_view what :
       {R"("enabled":true)", R"("enabled":false,"name":"x")", R"("name":"x")",
        R"("enabled":false,"expiresIn":null)", R"("enabled":false,"metadata":null)"})
    EXPECT_EQ(code_of(change(what)), "403 INSUFFICIENT_API_KEY_PERMISSIONS") << what;
  EXPECT_FALSE(read_body<ApiKey>(change(R"("enabled":false)")).enabled)
      << "to stop one's own is always possible";
}

TEST(UpdateApiKey, RefusesWhatIsOutOfBounds) {
  Updating world;
  const std::pair<const char*, const char*> cases[] = {
      {"", "400 NO_VALUES_TO_UPDATE"},
      {R"(,"name":"")", "400 INVALID_NAME_LENGTH"},
      {R"(,"expiresIn":86399)", "400 EXPIRES_IN_IS_TOO_SMALL"},
      {R"(,"expiresIn":31536001)", "400 EXPIRES_IN_IS_TOO_LARGE"},
      {R"(,"metadata":"x")", "400 INVALID_METADATA_TYPE"},
      {R"(,"remaining":5)", "400 SERVER_ONLY_PROPERTY"},
      {R"(,"permissions":null)", "400 SERVER_ONLY_PROPERTY"}};
  for (const auto& [change, code] : cases)
    EXPECT_EQ(code_of(world.update(world.ada, change)), code) << change;
}

}  // namespace
}  // namespace crow::auth
