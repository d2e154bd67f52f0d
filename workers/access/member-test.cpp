#include "workers/access/member.h"

#include "workers/access/audit-testing.h"

namespace crow::auth {
namespace {

TEST(Member, OrganizationsAreTheOneGivenElseTheActiveOne) {
  Session session;
  EXPECT_EQ(organization_of(std::nullopt, session), "");
  session.activeOrganizationId = "active";
  EXPECT_EQ(organization_of(std::nullopt, session), "active");
  EXPECT_EQ(organization_of("", session), "active");
  EXPECT_EQ(organization_of("given", session), "given");
}

TEST(Audit, TellsOfMembersAndRoles) {
  Audited world;
  const std::string carla = world.member_id(world.northwind, world.carla);
  const std::string ada = world.member_id(world.northwind, world.ada);
  const auto give = [&](const Visitor& by, std::string_view member, std::string_view role) {
    return world.after([&] {
      return world.organize(by, "update-member-role",
                            concat(R"({"memberId":")", member, R"(","role":")", role, R"("})"));
    });
  };
  EXPECT_EQ(give(world.bob, carla, "admin"), "member_role_changed");
  EXPECT_EQ(give(world.ada, ada, "member"), "");  // The last owner.
  EXPECT_EQ(give(world.carla, ada, "member"), "");
  EXPECT_EQ(world.number("SELECT count(*) FROM audit_event WHERE detail ->> 'from' = 'member' "
                         "AND detail ->> 'to' = 'admin'"),
            1);
  EXPECT_EQ(world.after([&] {
    return world.organize(world.ada, "remove-member", world.quoted("memberIdOrEmail", carla));
  }),
            "member_removed");
  EXPECT_EQ(world.after([&] {
    return world.organize(world.ada, "leave", world.quoted("organizationId", world.northwind));
  }),
            "");
  EXPECT_EQ(world.after([&] {
    return world.organize(world.bob, "leave", world.quoted("organizationId", world.northwind));
  }),
            "member_left");
}

}  // namespace
}  // namespace crow::auth
