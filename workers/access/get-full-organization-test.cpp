#include "workers/access/testing.h"

namespace crow::auth {
namespace {

struct Company : AccessWorld {
  std::string northwind = add_organization("Northwind");
  Visitor ada = sign_in_to(northwind, "Ada Lovelace", Role::owner);
  Visitor grace = sign_in_to(northwind, "Grace Hopper", Role::admin);
  Visitor dan = sign_in_to(northwind, "Dan Wu", Role::member);

  GetFullOrganization::Output full(const Visitor& visitor, std::string_view query = "") {
    return read_body<GetFullOrganization::Output>(
        read_as(visitor, concat("/organization/get-full-organization", query)));
  }
};

TEST(GetFullOrganization, IsTheActiveOneWithItsMembers) {
  Company world;
  const auto full = world.full(world.dan);
  EXPECT_EQ(full->organization.id, world.northwind);
  ASSERT_EQ(full->members.size(), 3u);
  EXPECT_EQ(full->members[0].user.id, full->members[0].member.userId);
  EXPECT_EQ(full->members[0].user.email, "ada.lovelace@northwind.example");
}

TEST(GetFullOrganization, MayBeAnotherOfTheCallers) {
  Company world;
  const std::string contoso = world.add_organization("Contoso");
  world.add_member(contoso, world.ada.user_id, Role::member);
  EXPECT_EQ(world.full(world.ada, "?organizationId=" + contoso)->organization.id, contoso);
  EXPECT_EQ(world.full(world.ada, "?organizationSlug=contoso")->organization.id, contoso);
  EXPECT_EQ(world.full(world.ada, "?organizationId=")->organization.id, world.northwind);
}

TEST(GetFullOrganization, LimitsMembersAsParseIntReads) {
  Company world;
  EXPECT_EQ(world.full(world.ada, "?membersLimit=1")->members.size(), 1u);
  EXPECT_EQ(world.full(world.ada, "?membersLimit=2x")->members.size(), 2u);
  for (const char* all : {"x", "0", "-1", "", "99999999999999999999"})
    EXPECT_EQ(world.full(world.ada, concat("?membersLimit=", all))->members.size(), 3u) << all;
}

TEST(GetFullOrganization, ShowsInvitationsToWhoeverMayInvite) {
  Company world;
  for (const char* role : {"owner", "member"})
    world.ask_as(world.ada, "/organization/invite-member",
                 concat(R"({"email":")", role, R"(@new.example","role":")", role, "\"}"));
  EXPECT_EQ(world.full(world.ada)->invitations.size(), 2u);
  EXPECT_EQ(world.full(world.grace)->invitations.size(), 1u) << "no owners-to-be";
  EXPECT_EQ(world.full(world.dan)->invitations.size(), 0u);
}

TEST(GetFullOrganization, IsRefusedToStrangers) {
  Company world;
  const Visitor bob = world.sign_in_to(world.northwind, "Bob Kahn", Role::member);
  world.leave(bob, world.northwind);
  const std::string path = "/organization/get-full-organization";
  EXPECT_EQ(code_of(world.read_as(bob, path)), "403 USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION");
  EXPECT_EQ(world.read_as(bob, path).body, "null") << "the active one was cleared";
  EXPECT_EQ(code_of(world.read_as(bob, path + "?organizationId=nope")),
            "400 ORGANIZATION_NOT_FOUND");
  EXPECT_EQ(code_of(world.read(path)), "401 UNAUTHORIZED");
}

}  // namespace
}  // namespace crow::auth
