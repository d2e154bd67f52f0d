#include "workers/access/testing.h"

namespace crow::auth {
namespace {

TEST(CancelInvitation, IsForOwnersAndAdminsOfTheOrganization) {
  Team world;
  const auto id = read_body<Invitation>(
                      world.organize(world.ada, "invite-member",
                                     R"({"email":"eve.moss@northwind.example","role":"admin"})"))
                      .id;
  const std::string json = concat(R"({"invitationId":")", id, "\"}");
  const auto cancel = [&](const Visitor& visitor) {
    return world.organize(visitor, "cancel-invitation", json);
  };
  EXPECT_EQ(code_of(cancel(world.carla)), "403 YOU_ARE_NOT_ALLOWED_TO_CANCEL_THIS_INVITATION");
  EXPECT_EQ(code_of(cancel(world.eve)), "400 MEMBER_NOT_FOUND");
  EXPECT_EQ(read_body<Invitation>(cancel(world.bob)).status, InvitationStatus::canceled);
  EXPECT_EQ(code_of(world.organize(world.eve, "accept-invitation", json)),
            "400 INVITATION_NOT_FOUND");
}

}  // namespace
}  // namespace crow::auth
