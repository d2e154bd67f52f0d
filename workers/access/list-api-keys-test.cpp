#include "workers/access/testing.h"

namespace crow::auth {
namespace {

struct Three : AccessWorld {
  Three() {
    for (const char* name : {"beta", "alpha", "gamma"}) {
      make_key(ada, concat(R"({"name":")", name, "\"}"));
      now_ms += 1;
    }
  }
  std::string northwind = add_organization("Northwind");
  Visitor ada = sign_in_to(northwind, "Ada Lovelace", Role::owner);

  std::string names(std::string_view query) {
    const auto list = read_body<ListApiKeys::Output>(read_as(ada, concat("/api-key/list", query)));
    std::string out;
    for (const ApiKey& key : list.apiKeys) out += key.name->substr(0, 1);
    return concat(out, ' ', list.total);
  }
};

TEST(ListApiKeys, AreTheCallersInTheOrderTheyWereMade) {
  Three world;
  EXPECT_EQ(world.names(""), "bag 3");
  EXPECT_EQ(world.names("?limit=2"), "ba 3");
  EXPECT_EQ(world.names("?limit=1&offset=1"), "a 3");
  EXPECT_EQ(world.names("?offset=100"), " 3");
  EXPECT_EQ(world.names("?limit=0"), " 3");
  EXPECT_EQ(world.names("?limit=1000000000"), "bag 3");
  const auto bob = world.read_as(world.sign_in("Bob Kahn"), "/api-key/list");
  EXPECT_EQ(bob.body, R"({"apiKeys":[],"total":0})");
}

TEST(ListApiKeys, SortByAField) {
  Three world;
  EXPECT_EQ(world.names("?sortBy=name"), "abg 3");
  EXPECT_EQ(world.names("?sortBy=name&sortDirection=desc"), "gba 3");
  EXPECT_EQ(world.names("?sortBy=createdAt&sortDirection=desc"), "gab 3");
  EXPECT_EQ(world.names("?sortBy=expiresAt"), "bag 3");
  EXPECT_EQ(world.names("?sortBy=nothing;--"), "bag 3");
}

TEST(ListApiKeys, OfAnotherConfigurationAreNone) {
  Three world;
  EXPECT_EQ(world.names("?configId=default"), "bag 3");
  EXPECT_EQ(world.names("?configId=unknown"), " 0");
}

TEST(ListApiKeys, MayBeThoseOfOneOrganization) {
  Three world;
  const std::string contoso = world.add_organization("Contoso");
  EXPECT_EQ(world.names("?organizationId=" + world.northwind), "bag 3");
  const std::string query = "/api-key/list?organizationId=" + contoso;
  EXPECT_EQ(code_of(world.read_as(world.ada, query)), "403 USER_NOT_MEMBER_OF_ORGANIZATION");
  world.add_member(contoso, world.ada.user_id, Role::member);
  EXPECT_EQ(code_of(world.read_as(world.ada, query)), "403 INSUFFICIENT_API_KEY_PERMISSIONS");
}

TEST(ListApiKeys, ReadsQueriesAsZodCoercesThem) {
  AccessWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  EXPECT_EQ(world.read_as(ada, "/api-key/list?limit=").body,
            R"({"apiKeys":[],"total":0,"limit":0})");
  EXPECT_EQ(message_of(world.read_as(ada, "/api-key/list?limit=x&offset=-1")),
            "[query.limit] Invalid input: expected number, received NaN; "
            "[query.offset] Too small: expected number to be >=0");
  EXPECT_EQ(message_of(world.read_as(ada, "/api-key/list?sortDirection=up")),
            "[query.sortDirection] Invalid option: expected one of \"asc\"|\"desc\"");
  EXPECT_EQ(message_of(world.read_as(ada, "/api-key/get")),
            "[query.id] Invalid input: expected string, received undefined");
}

}  // namespace
}  // namespace crow::auth
