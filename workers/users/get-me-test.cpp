#include "shared/contracts/users.h"
#include "shared/identity/testing.h"

namespace crow::users {
namespace {

TEST(GetMe, TellsWhoCallsAndForWhichOrganization) {
  IdentityWorld world;
  const auto northwind = world.add_organization("Northwind");
  const Caller ada = world.join(northwind, "Ada Lovelace", Role::owner);
  EXPECT_EQ(world.get_as(ada, "/api/v1/users/me").body,
            R"({"id":"user0000000000000000000000000002","name":"Ada Lovelace",)"
            R"("email":"ada.lovelace@northwind.example","emailVerified":false,)"
            R"("profilePictureUrl":null,"role":"owner","createdAt":"2026-09-21T14:13:20.000Z",)"
            R"("updatedAt":"2026-09-21T14:13:20.000Z",)"
            R"("organizationId":"organization00000000000000000001"})");
}

TEST(GetMe, TellsTheRoleOfTheOrganizationThatTheCredentialActsFor) {
  IdentityWorld world;
  const auto northwind = world.add_organization("Northwind");
  const auto contoso = world.add_organization("Contoso");
  const Caller at_northwind = world.join(northwind, "Ada Lovelace", Role::owner);
  const Caller at_contoso = world.join(contoso, at_northwind, Role::member);
  for (const Caller& caller : {at_northwind, at_contoso}) {
    const auto me = read_body<GetMe::Output>(world.get_as(caller, "/api/v1/users/me"));
    EXPECT_EQ(me.user.id, at_northwind.user_id);
    EXPECT_EQ(me.organizationId, caller.organization_id);
    EXPECT_EQ(me.user.role, caller.role);
  }
}

TEST(GetMe, KnowsNobodyWhoHasLeft) {
  IdentityWorld world;
  const Caller ada = world.join(world.add_organization("Northwind"), "Ada Lovelace");
  world.remove_member(ada);
  EXPECT_EQ(refusal_of(world.get_as(ada, "/api/v1/users/me")), "401 UNAUTHORIZED");
}

TEST(GetMe, IsNoUserCalledMe) {
  IdentityWorld world;
  const Caller ada = world.join(world.add_organization("Northwind"), "Ada Lovelace");
  EXPECT_EQ(refusal_of(world.get_as(ada, "/api/v1/users/ME")), "404 NOT_FOUND");
}

}  // namespace
}  // namespace crow::users
