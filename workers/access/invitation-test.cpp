#include "workers/access/invitation.h"

#include "workers/access/audit-testing.h"

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

TEST(Audit, TellsOfInvitationsAndWhatBecomesOfThem) {
  Audited world;
  std::string id;
  const auto invite = [&] {
    const auto reply = world.organize(world.bob, "invite-member",
                                      R"({"email":"eve.moss@northwind.example","role":"member"})");
    if (reply.status == 200) id = read_body<Invitation>(reply).id;
    return reply;
  };
  EXPECT_EQ(world.after(invite), "member_invited");
  EXPECT_EQ(world.after(invite), "");  // Invited already.
  EXPECT_EQ(world.after([&] {
    return world.organize(world.eve, "reject-invitation", world.quoted("invitationId", id));
  }),
            "invitation_rejected");
  world.after(invite);
  EXPECT_EQ(world.after([&] {
    return world.organize(world.bob, "cancel-invitation", world.quoted("invitationId", id));
  }),
            "invitation_canceled");
  world.after(invite);
  const auto accept = [&] {
    return world.organize(world.eve, "accept-invitation", world.quoted("invitationId", id));
  };
  EXPECT_EQ(world.after(accept), "member_joined");
  EXPECT_EQ(world.after(accept), "");
}

}  // namespace
}  // namespace crow::auth
