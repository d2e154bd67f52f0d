#include "workers/access/testing.h"

namespace crow::auth {
namespace {

TEST(GetInvitation, TellsTheRecipientWhoInvitesWhere) {
  Team world;
  const auto id = read_body<Invitation>(
                      world.organize(world.bob, "invite-member",
                                     R"({"email":"eve.moss@northwind.example","role":"admin"})"))
                      .id;
  const std::string path = "/organization/get-invitation?id=" + id;
  const auto read = read_body<GetInvitation::Output>(world.read_as(world.eve, path));
  EXPECT_EQ(read.organizationName, "Northwind");
  EXPECT_EQ(read.inviterEmail, "bob.kahn@northwind.example");
  EXPECT_EQ(code_of(world.read_as(world.carla, path)),
            "403 YOU_ARE_NOT_THE_RECIPIENT_OF_THE_INVITATION");
  EXPECT_EQ(message_of(world.read(path)), "Not authenticated");
  world.leave(world.bob, world.northwind);
  EXPECT_EQ(code_of(world.read_as(world.eve, path)),
            "400 INVITER_IS_NO_LONGER_A_MEMBER_OF_THE_ORGANIZATION");
  world.now_ms += 2 * kDay + 1;
  EXPECT_EQ(code_of(world.read_as(world.eve, path)), "400 INVITATION_NOT_FOUND");
}

}  // namespace
}  // namespace crow::auth
