#include "workers/access/testing.h"

namespace crow::auth {
namespace {

World::Reply revoke(AccessWorld& world, const Visitor& visitor, std::string_view id) {
  return world.ask_as(visitor, "/api-key/delete", concat(R"({"keyId":")", id, "\"}"));
}

TEST(DeleteApiKey, RevokesAKeyOfTheCallers) {
  AccessWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  const ApiKey key = world.make_key(ada);
  EXPECT_EQ(revoke(world, ada, key.id).body, R"({"success":true})");
  EXPECT_EQ(code_of(revoke(world, ada, key.id)), "404 KEY_NOT_FOUND");
}

TEST(DeleteApiKey, OfSomebodyElseIsAsUnknownAsNone) {
  AccessWorld world;
  const ApiKey key = world.make_key(world.sign_in("Ada Lovelace"));
  const Visitor bob = world.sign_in("Bob Kahn");
  EXPECT_EQ(revoke(world, bob, key.id).body, revoke(world, bob, "nope").body);
  EXPECT_EQ(code_of(world.ask("/api-key/delete", R"({"keyId":"nope"})")), "401 UNAUTHORIZED");
}

TEST(DeleteApiKey, IsAlwaysForWhoMadeItWhateverTheyMayDoByNow) {
  AccessWorld world;
  const std::string northwind = world.add_organization("Northwind");
  const Visitor dan = world.sign_in_to(northwind, "Dan Wu", Role::admin);
  const ApiKey key = world.make_key(dan), another = world.make_key(dan);
  world.leave(dan, northwind);
  world.add_member(northwind, dan.user_id, Role::member);
  EXPECT_EQ(revoke(world, dan, key.id).status, 200) << "a member now";
  world.leave(dan, northwind);
  EXPECT_EQ(revoke(world, dan, another.id).status, 200) << "who left may clear up";
}

}  // namespace
}  // namespace crow::auth
