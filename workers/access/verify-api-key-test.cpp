#include "workers/access/testing.h"

namespace crow::auth {
namespace {

struct Verifying : AccessWorld {
  std::string northwind = add_organization("Northwind");
  Visitor ada = sign_in_to(northwind, "Ada Lovelace", Role::owner);
  ApiKey made = make_key(ada);

  VerifyApiKey::Output verify(std::string_view more = "") {
    const auto reply = ask("/api-key/verify", concat(R"({"key":")", *made.key, '"', more, "}"));
    EXPECT_EQ(reply.status, 200);
    return read_body<VerifyApiKey::Output>(reply);
  }
  void set(std::string_view column, std::string_view value) {
    const auto outcome = database().batch(std::array{Sqlite::Call{
        concat("UPDATE apikey SET ", column, " = ", value, " WHERE id = '", made.id, "'"), "[]"}});
    EXPECT_TRUE(outcome.has_value());
  }
  std::int64_t stored(std::string_view column) {
    return number(concat("SELECT ", column, " FROM apikey WHERE id = '", made.id, "'"));
  }
};

TEST(VerifyApiKey, TellsWhoseItIsAndForWhichOrganization) {
  Verifying world;
  const auto output = world.verify();
  EXPECT_TRUE(output.valid);
  EXPECT_EQ(output.userId, world.ada.user_id);
  EXPECT_EQ(output.organizationId, world.northwind);
  EXPECT_EQ(output.key->id, world.made.id);
  EXPECT_EQ(output.key->key, std::nullopt);
  EXPECT_EQ(output.key->lastRequest, Timestamp{world.now_ms});
}

TEST(VerifyApiKey, RefusesWith200) {
  Verifying world;
  for (const char* key : {"", "crow_nope", "CROW_x"}) {
    const auto reply = world.ask("/api-key/verify", concat(R"({"key":")", key, "\"}"));
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, R"({"valid":false,"error":{"message":"Invalid API key.",)"
                          R"("code":"INVALID_API_KEY"},"key":null})");
  }
  EXPECT_EQ(world.verify(R"(,"configId":"unknown")").error->code, "INVALID_API_KEY");
  EXPECT_EQ(world.verify(R"(,"permissions":{})").error->code, "KEY_NOT_FOUND");
  world.set("is_enabled", "0");
  EXPECT_EQ(world.verify().error->code, "KEY_DISABLED");
}

TEST(VerifyApiKey, DeletesWhatExpired) {
  Verifying world;
  world.now_ms += 365 * kDay + 1;
  EXPECT_EQ(world.verify().error->code, "KEY_EXPIRED");
  EXPECT_EQ(world.verify().error->code, "INVALID_API_KEY");
}

TEST(VerifyApiKey, OfWhoLeftTheOrganizationIsNotGood) {
  Verifying world;
  world.leave(world.ada, world.northwind);
  EXPECT_EQ(world.verify().error->code, "INVALID_API_KEY");
}

TEST(VerifyApiKey, WritesUsesAsASumOnceInTenSeconds) {
  Verifying world;
  world.verify();
  EXPECT_EQ(world.stored("request_count"), 1);
  for (int i = 0; i < 4; ++i) world.verify();
  EXPECT_EQ(world.stored("request_count"), 1);
  world.now_ms += 10 * kSecond;
  EXPECT_EQ(world.verify().key->requestCount, 6);
  EXPECT_EQ(world.stored("request_count"), 6);
  EXPECT_EQ(world.stored("last_request"), world.now_ms);
}

}  // namespace
}  // namespace crow::auth
