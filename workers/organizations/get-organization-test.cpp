#include "shared/contracts/organizations.h"
#include "shared/identity/testing.h"

namespace crow::organizations {
namespace {

std::string path_of(const Caller& caller) {
  return "/api/v1/organizations/" + caller.organization_id;
}

TEST(GetOrganization, TellsWhatMembersMaySee) {
  IdentityWorld world;
  const auto northwind = world.add_organization("Northwind");
  const Caller ada = world.join(northwind, "Ada Lovelace", Role::owner);
  world.join(northwind, "Dan Wu");
  EXPECT_EQ(world.get_as(ada, path_of(ada)).body,
            R"({"id":"organization00000000000000000001","name":"Northwind",)"
            R"("slug":"northwind","logo":null,"role":"owner","memberCount":2,)"
            R"("createdAt":"2026-09-21T14:13:20.000Z"})");
}

TEST(GetOrganization, TellsEachCallerTheirOwnRole) {
  IdentityWorld world;
  const auto northwind = world.add_organization("Northwind");
  for (const Role role : {Role::owner, Role::admin, Role::member}) {
    const Caller caller = world.join(northwind, concat("The ", name_of(role)), role);
    const auto got = read_body<Organization>(world.get_as(caller, path_of(caller)));
    EXPECT_EQ(got.role, role);
  }
}

TEST(GetOrganization, NeedsNoPermissionButMembership) {
  IdentityWorld world;
  Caller dan = world.join(world.add_organization("Northwind"), "Dan Wu");
  dan.permissions = {};
  EXPECT_EQ(world.get_as(dan, path_of(dan)).status, 200);
}

TEST(GetOrganization, RefusesWhoHasLeftInTheWordsForStrangers) {
  IdentityWorld world;
  const Caller dan = world.join(world.add_organization("Northwind"), "Dan Wu");
  const Caller bob = world.join(world.add_organization("Contoso"), "Bob Kahn", Role::owner);
  world.remove_member(dan);
  const auto left = world.get_as(dan, path_of(dan));
  EXPECT_EQ(refusal_of(left), "403 FORBIDDEN");
  EXPECT_EQ(left.body, world.get_as(bob, path_of(dan)).body);
}

}  // namespace
}  // namespace crow::organizations
