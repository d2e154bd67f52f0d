#include "workers/organizations/testing.h"

namespace crow::organizations {
namespace {

TEST(CreateOrganization, AnswersTheOrganizationThatAccessMade) {
  Writing world;
  const std::string made = world.add_organization("Branch");
  world.add_member(made, world.dan.user_id, Role::owner);
  world.answer = {200, {}, concat(R"({"id":")", made, R"("})")};
  const auto reply =
      world.ask(world.dan, "POST", "/api/v1/organizations", R"({"name":"Branch","slug":"branch"})");
  EXPECT_EQ(reply.status, 201) << reply.body;
  const auto organization = read_body<Organization>(reply);
  EXPECT_EQ(organization.id, made);
  EXPECT_EQ(organization.role, Role::owner);
  EXPECT_EQ(organization.memberCount, 1);
}

}  // namespace
}  // namespace crow::organizations
