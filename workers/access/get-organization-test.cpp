#include "workers/access/testing.h"

namespace crow::auth {
namespace {

TEST(GetOrganization, IsTheActiveOneOrAnotherOfTheCallers) {
  Team world;
  const auto read = [&](const Visitor& visitor, std::string_view query = "") {
    return world.read_as(visitor, concat("/organization/get-organization", query));
  };
  EXPECT_EQ(read_body<GetOrganization::Output>(read(world.ada))->id, world.northwind);
  EXPECT_EQ(read(world.eve).body, "null");
  EXPECT_EQ(code_of(read(world.ada, "?organizationSlug=nope")), "400 ORGANIZATION_NOT_FOUND");
  EXPECT_EQ(code_of(read(world.eve, concat("?organizationId=", world.northwind))),
            "403 USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION");
}

}  // namespace
}  // namespace crow::auth
