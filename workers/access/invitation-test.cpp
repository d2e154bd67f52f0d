#include "workers/access/invitation.h"

#include "workers/access/testing.h"

namespace crow::auth {
namespace {

TEST(Invitation, IsSeenByWhoMayInvite) {
  Invitation invitation;
  invitation.role = Role::admin;
  EXPECT_TRUE(may_see_invitation(Role::owner, invitation));
  EXPECT_TRUE(may_see_invitation(Role::admin, invitation));
  EXPECT_FALSE(may_see_invitation(Role::member, invitation));
  invitation.role = Role::owner;
  EXPECT_TRUE(may_see_invitation(Role::owner, invitation));
  EXPECT_FALSE(may_see_invitation(Role::admin, invitation));
}

}  // namespace
}  // namespace crow::auth
