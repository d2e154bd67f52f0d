#include "workers/access/testing.h"

namespace crow::auth {
namespace {

TEST(GetActiveMemberRole, IsTheCallersOrAnotherMembers) {
  Team world;
  const std::string path = "/organization/get-active-member-role";
  EXPECT_EQ(world.read_as(world.bob, path).body, R"({"role":"admin"})");
  EXPECT_EQ(world.read_as(world.bob, path + "?userId=" + world.ada.user_id).body,
            R"({"role":"owner"})");
  EXPECT_EQ(code_of(world.read_as(world.bob, path + "?userId=" + world.eve.user_id)),
            "403 YOU_ARE_NOT_A_MEMBER_OF_THIS_ORGANIZATION");
  EXPECT_EQ(code_of(world.read_as(world.eve, path + "?organizationId=" + world.northwind)),
            "403 YOU_ARE_NOT_A_MEMBER_OF_THIS_ORGANIZATION");
}

}  // namespace
}  // namespace crow::auth
