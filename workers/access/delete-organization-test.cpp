#include "workers/access/testing.h"

namespace crow::auth {
namespace {

TEST(DeleteOrganization, TakesMembersInvitationsAndKeysAlong) {
  Team world;
  world.add_key(world.bob, world.northwind);
  world.organize(world.ada, "invite-member", R"({"email":"x@northwind.example","role":"member"})");
  const std::string json = concat(R"({"organizationId":")", world.northwind, "\"}");
  EXPECT_EQ(world.organize(world.ada, "delete", json).status, 200);
  for (const char* table : {"organization", "member", "invitation", "apikey"})
    world.database().allow_scan(table);
  EXPECT_EQ(
      world.number("SELECT (SELECT count(*) FROM organization) + (SELECT count(*) FROM member)"
                   " + (SELECT count(*) FROM invitation) + (SELECT count(*) FROM apikey)"),
      0);
  EXPECT_EQ(world.active_organization(world.ada), "");
}

TEST(DeleteOrganization, IsSeenAtOnceByMembersWhoReadTheirSessions) {
  Team world;
  const std::string json = concat(R"({"organizationId":")", world.northwind, "\"}");
  EXPECT_EQ(world.organize(world.ada, "delete", json).status, 200);
  EXPECT_EQ(world.forgotten, std::vector{std::string(session_object(world.ada.user_id))})
      << "one object remembers all of them, and is told once";
}

TEST(DeleteOrganization, IsForOwners) {
  Team world;
  const std::string json = concat(R"({"organizationId":")", world.northwind, "\"}");
  for (const Visitor* visitor : {&world.bob, &world.carla})
    EXPECT_EQ(code_of(world.organize(*visitor, "delete", json)),
              "403 YOU_ARE_NOT_ALLOWED_TO_DELETE_THIS_ORGANIZATION");
  EXPECT_EQ(code_of(world.organize(world.eve, "delete", json)),
            "400 USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION");
  EXPECT_EQ(world.ask("/organization/delete", json).body, "");
}

}  // namespace
}  // namespace crow::auth
