#include "workers/access/membership.h"

#include "workers/access/testing.h"

namespace crow::auth {
namespace {

std::string key_for(AccessWorld& world, const Visitor& visitor) {
  const auto reply = world.ask_as(visitor, "/api-key/create", "{}");
  return reply.status == 200 ? "made" : code_of(reply);
}

TEST(Membership, DecidesWhoMayManageKeys) {
  AccessWorld world;
  const std::string northwind = world.add_organization("Northwind");
  for (const auto& [role, outcome] : {std::pair{Role::owner, "made"},
                                      {Role::admin, "made"},
                                      {Role::member, "403 INSUFFICIENT_API_KEY_PERMISSIONS"}})
    EXPECT_EQ(key_for(world, world.sign_in_to(northwind, name_of(role), role)), outcome);
}

TEST(Membership, IsOfOneOrganizationAndEndsWithLeavingIt) {
  AccessWorld world;
  const std::string northwind = world.add_organization("Northwind");
  const std::string contoso = world.add_organization("Contoso");
  const Visitor ada = world.sign_in_to(northwind, "Ada Lovelace", Role::owner);
  world.set_active(ada, contoso);
  EXPECT_EQ(key_for(world, ada), "403 INSUFFICIENT_API_KEY_PERMISSIONS");
  world.set_active(ada, northwind);
  EXPECT_EQ(key_for(world, ada), "made");
  world.leave(ada, northwind);
  EXPECT_EQ(key_for(world, ada), "403 INSUFFICIENT_API_KEY_PERMISSIONS");
}

}  // namespace
}  // namespace crow::auth
