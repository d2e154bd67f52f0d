#include "workers/access/testing.h"

namespace crow::auth {
namespace {

struct Promoting : Team {
  std::string set(const Visitor& by, const Visitor& of, std::string_view role) {
    const auto reply = organize(
        by, "update-member-role",
        concat(R"({"memberId":")", member_id(northwind, of), R"(","role":")", role, "\"}"));
    return reply.status == 200 ? std::string(name_of(read_body<Member>(reply).role))
                               : code_of(reply);
  }
};
constexpr std::string_view kRefused = "403 YOU_ARE_NOT_ALLOWED_TO_UPDATE_THIS_MEMBER";

TEST(UpdateMemberRole, OnlyOwnersMakeOwnersAndChangeThem) {
  Promoting world;
  EXPECT_EQ(world.set(world.bob, world.carla, "admin"), "admin");
  EXPECT_EQ(world.set(world.bob, world.carla, "owner"), kRefused);
  EXPECT_EQ(world.set(world.bob, world.ada, "member"), kRefused);
  EXPECT_EQ(world.set(world.bob, world.bob, "owner"), kRefused);
  EXPECT_EQ(world.set(world.ada, world.carla, "owner"), "owner");
  EXPECT_EQ(world.set(world.carla, world.ada, "member"), "member");
  EXPECT_EQ(world.set(world.ada, world.bob, "member"), kRefused) << "no longer";
}

TEST(UpdateMemberRole, TheLastOwnerStays) {
  Promoting world;
  EXPECT_EQ(world.set(world.ada, world.ada, "member"),
            "400 YOU_CANNOT_LEAVE_THE_ORGANIZATION_WITHOUT_AN_OWNER");
  EXPECT_EQ(world.set(world.ada, world.ada, "owner"), "owner");
}

TEST(UpdateMemberRole, IsForMembersOfThisOrganizationAndRolesThatExist) {
  Promoting world;
  EXPECT_EQ(world.set(world.carla, world.carla, "admin"), kRefused);
  EXPECT_EQ(world.set(world.ada, world.carla, "zzz"), "400 ROLE_NOT_FOUND");
  const std::string other = world.add_organization("Contoso");
  world.add_member(other, world.eve.user_id, Role::member);
  const auto reply = world.organize(
      world.ada, "update-member-role",
      concat(R"({"memberId":")", world.member_id(other, world.eve), R"(","role":"admin"})"));
  EXPECT_EQ(code_of(reply), kRefused);
}

}  // namespace
}  // namespace crow::auth
