#include "workers/access/testing.h"

namespace crow::auth {
namespace {

TEST(ListInvitations, AreForWhoMayInviteAndWithoutOwnersToBeForAdmins) {
  Team world;
  for (const char* role : {"owner", "admin"})
    world.organize(world.ada, "invite-member",
                   concat(R"({"email":")", role, R"(@northwind.example","role":")", role, "\"}"));
  const auto count = [&](const Visitor& visitor) {
    return read_body<ListInvitations::Output>(
               world.read_as(visitor, "/organization/list-invitations"))
        .size();
  };
  EXPECT_EQ(count(world.ada), 2u);
  EXPECT_EQ(count(world.bob), 1u);
  EXPECT_EQ(code_of(world.read_as(world.carla, "/organization/list-invitations")),
            "403 YOU_ARE_NOT_ALLOWED_TO_LIST_INVITATIONS");
  EXPECT_EQ(message_of(world.read_as(world.eve, "/organization/list-invitations")),
            "Organization ID is required");
}

}  // namespace
}  // namespace crow::auth
