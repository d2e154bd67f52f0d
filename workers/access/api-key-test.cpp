#include "workers/access/api-key.h"
#include "workers/access/audit-testing.h"

#include <gtest/gtest.h>

namespace crow::auth {
namespace {

TEST(ApiKey, IsOfTheDefaultConfigurationUnlessAnotherIsNamed) {
  EXPECT_TRUE(is_default_configuration(std::nullopt));
  EXPECT_TRUE(is_default_configuration(""));
  EXPECT_TRUE(is_default_configuration("default"));
  EXPECT_FALSE(is_default_configuration("other"));
}

TEST(ApiKey, IsShownWithoutItsSecretAndItsOrganization) {
  KeyRow row;
  row.id = "k";
  row.userId = "u";
  row.organizationId = "o";
  row.start = "crow_a";
  row.prefix = "crow_";
  EXPECT_EQ(json::write(shown(std::move(row))),
            R"({"configId":"default","name":null,"start":"crow_a","referenceId":"u",)"
            R"("prefix":"crow_","refillInterval":null,"refillAmount":null,"lastRefillAt":null,)"
            R"("enabled":true,"rateLimitEnabled":false,"rateLimitTimeWindow":86400000,)"
            R"("rateLimitMax":10,"requestCount":0,"remaining":null,"lastRequest":null,)"
            R"("expiresAt":null,"createdAt":"1970-01-01T00:00:00.000Z",)"
            R"("updatedAt":"1970-01-01T00:00:00.000Z","permissions":null,"metadata":null,)"
            R"("id":"k"})");
}

TEST(Audit, TellsOfKeysButNeverTheKey) {
  Audited world;
  ApiKey key;
  EXPECT_EQ(world.after([&] {
    auto reply = world.ask_as(world.ada, "/api-key/create", R"({"name":"till"})");
    key = read_body<ApiKey>(reply);
    return reply;
  }),
            "key_created");
  EXPECT_EQ(world.after([&] {
    return world.ask_as(world.ada, "/api-key/update",
                        concat(R"({"keyId":")", key.id, R"(","enabled":false})"));
  }),
            "key_changed");
  EXPECT_EQ(world.after([&] {
    return world.ask_as(world.ada, "/api-key/delete", world.quoted("keyId", key.id));
  }),
            "key_deleted");
  EXPECT_EQ(world.number(concat("SELECT count(*) FROM audit_event WHERE instr(detail, '",
                                key.key->substr(8), "')")),
            0);
}

}  // namespace
}  // namespace crow::auth
