#include "workers/access/testing.h"

namespace crow::auth {
namespace {

TEST(RejectInvitation, IsForTheRecipientOnce) {
  Team world;
  const auto id = read_body<Invitation>(
                      world.organize(world.ada, "invite-member",
                                     R"({"email":"eve.moss@northwind.example","role":"admin"})"))
                      .id;
  const std::string json = concat(R"({"invitationId":")", id, "\"}");
  EXPECT_EQ(code_of(world.organize(world.carla, "reject-invitation", json)),
            "403 YOU_ARE_NOT_THE_RECIPIENT_OF_THE_INVITATION");
  const auto rejected =
      read_body<RejectInvitation::Output>(world.organize(world.eve, "reject-invitation", json));
  EXPECT_EQ(rejected.invitation.status, InvitationStatus::rejected);
  EXPECT_EQ(message_of(world.organize(world.eve, "reject-invitation", json)),
            "Invitation not found!");
  EXPECT_EQ(code_of(world.organize(world.eve, "accept-invitation", json)),
            "400 INVITATION_NOT_FOUND");
}

}  // namespace
}  // namespace crow::auth
