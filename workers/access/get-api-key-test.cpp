#include "workers/access/testing.h"

namespace crow::auth {
namespace {

TEST(GetApiKey, IsTheCallersAndWithoutItself) {
  AccessWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  const ApiKey made = world.make_key(ada, R"({"name":"web"})");
  const auto reply = world.read_as(ada, "/api-key/get?id=" + made.id);
  EXPECT_EQ(read_body<ApiKey>(reply).name, "web");
  EXPECT_EQ(reply.body.find("\"key\""), std::string::npos);
}

TEST(GetApiKey, OfSomebodyElseIsAsUnknownAsNone) {
  AccessWorld world;
  const ApiKey key = world.make_key(world.sign_in("Ada Lovelace"));
  const Visitor bob = world.sign_in("Bob Kahn");
  for (const std::string& id : {key.id, std::string("nope"), std::string()})
    EXPECT_EQ(code_of(world.read_as(bob, "/api-key/get?id=" + id)), "404 KEY_NOT_FOUND") << id;
}

}  // namespace
}  // namespace crow::auth
