#include "workers/access/testing.h"

namespace crow::auth {
namespace {

TEST(LeaveOrganization, EndsTheCallersMembership) {
  Team world;
  const std::string json = concat(R"({"organizationId":")", world.northwind, "\"}");
  const auto left = read_body<LeaveOrganization::Output>(world.organize(world.bob, "leave", json));
  EXPECT_EQ(left.user.name, "Bob Kahn");
  EXPECT_EQ(world.active_organization(world.bob), "");
  EXPECT_EQ(code_of(world.organize(world.bob, "leave", json)), "400 MEMBER_NOT_FOUND");
  EXPECT_EQ(code_of(world.organize(world.ada, "leave", json)),
            "400 YOU_CANNOT_LEAVE_THE_ORGANIZATION_AS_THE_ONLY_OWNER");
}

}  // namespace
}  // namespace crow::auth
