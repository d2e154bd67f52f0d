#include "workers/access/organization.h"

#include "workers/access/audit-testing.h"

namespace crow::auth {
namespace {

TEST(Organization, IsFoundWithTheAskersRoleAndForStrangersWithoutOne) {
  Team world;
  const auto role_of = [&](const Visitor& visitor) {
    return world
        .read_as(visitor, "/organization/get-organization?organizationId=" + world.northwind)
        .status;
  };
  EXPECT_EQ(role_of(world.carla), 200);
  EXPECT_EQ(role_of(world.eve), 403);
}

TEST(Audit, TellsOfTheOrganizationAndOutlivesIt) {
  Audited world;
  EXPECT_EQ(
      world.after([&] { return world.organize(world.ada, "update", R"({"data":{"name":"N"}})"); }),
      "organization_updated");
  const std::string id = world.quoted("organizationId", world.northwind);
  EXPECT_EQ(world.after([&] { return world.organize(world.bob, "delete", id); }), "");
  EXPECT_EQ(world.after([&] { return world.organize(world.ada, "delete", id); }),
            "organization_deleted");
  const auto made = read_body<CreateOrganization::Output>(
      world.organize(world.eve, "create", R"({"name":"Eves","slug":"eves"})"));
  EXPECT_EQ(world.audit_log(made.id), "organization_created");
}

TEST(Audit, HoldsTextsOfAnyKindAsTexts) {
  Audited world;
  world.organize(world.ada, "update", R"({"data":{"name":"a\"},\n{\u001b[31m<b>"}})");
  EXPECT_EQ(world.number("SELECT json_valid(detail) FROM audit_event"), 1);
  EXPECT_EQ(world.number("SELECT count(*) FROM audit_event"), 1);
}

}  // namespace
}  // namespace crow::auth
