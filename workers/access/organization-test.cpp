#include "workers/access/organization.h"

#include "workers/access/testing.h"

namespace crow::auth {
namespace {

TEST(Organization, IsFoundWithTheAskersRoleAndForStrangersWithoutOne) {
  Team world;
  const auto role_of = [&](const Visitor& visitor) {
    return world
        .read_as(visitor, "/organization/get-organization?organizationId=" + world.northwind)
        .status;
  };
  EXPECT_EQ(role_of(world.carla), 200);
  EXPECT_EQ(role_of(world.eve), 403);
}

}  // namespace
}  // namespace crow::auth
