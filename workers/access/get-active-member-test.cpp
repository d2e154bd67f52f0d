#include "workers/access/testing.h"

namespace crow::auth {
namespace {

TEST(GetActiveMember, IsTheCallerInTheActiveOrganization) {
  Team world;
  const std::string path = "/organization/get-active-member";
  const auto member = read_body<GetActiveMember::Output>(world.read_as(world.bob, path));
  EXPECT_EQ(member.member.role, Role::admin);
  EXPECT_EQ(member.user.name, "Bob Kahn");
  EXPECT_EQ(code_of(world.read_as(world.eve, path)), "400 NO_ACTIVE_ORGANIZATION");
  world.leave(world.bob, world.northwind);
  EXPECT_EQ(code_of(world.read_as(world.bob, path)), "400 MEMBER_NOT_FOUND");
}

}  // namespace
}  // namespace crow::auth
