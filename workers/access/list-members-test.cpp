#include "shared/core/time.h"
#include "workers/access/testing.h"

namespace crow::auth {
namespace {

struct Listing : Team {
  std::string roles(std::string_view query) {
    const auto list = read_body<ListOrganizationMembers::Output>(
        read_as(carla, concat("/organization/list-members", query)));
    std::string out;
    for (const MemberWithUser& member : list.members) out += name_of(member.member.role).front();
    return concat(out, ' ', list.total);
  }
};

TEST(ListMembers, AreInTheOrderTheyJoinedUnlessAsked) {
  Listing world;
  EXPECT_EQ(world.roles(""), "oam 3");
  EXPECT_EQ(world.roles("?limit=2"), "oa 3");
  EXPECT_EQ(world.roles("?limit=1&offset=1"), "a 3");
  EXPECT_EQ(world.roles("?limit=0"), "oam 3");
  EXPECT_EQ(world.roles("?sortBy=role"), "amo 3");
  EXPECT_EQ(world.roles("?sortBy=role&sortDirection=desc"), "oma 3");
}

TEST(ListMembers, CanBeFiltered) {
  Listing world;
  const std::string role = "?filterField=role&filterValue=";
  EXPECT_EQ(world.roles(role + "admin"), "a 1");
  EXPECT_EQ(world.roles(role + "admin&filterOperator=ne"), "om 2");
  EXPECT_EQ(world.roles(role + "er&filterOperator=ends_with"), "om 2");
  EXPECT_EQ(world.roles(role + "mem&filterOperator=contains"), "m 1");
  EXPECT_EQ(world.roles(role + "b&filterOperator=lt"), "a 1");
  EXPECT_EQ(world.roles("?filterField=nothing&filterValue=x"), " 0");
}

TEST(ListMembers, CanBeFilteredByTheTimeTheyJoined) {
  Listing world;
  world.now_ms += 90;
  const std::string now = to_rfc3339({world.now_ms});
  world.sign_in_to(world.northwind, "Dan Wu", Role::owner);
  const std::string time = "?filterField=createdAt&filterOperator=";
  EXPECT_EQ(world.roles(time + "gt&filterValue=2020-01-01"), "oamo 4");
  EXPECT_EQ(world.roles(time + "lt&filterValue=2020-01-01"), " 0");
  EXPECT_EQ(world.roles(time + "lt&filterValue=2100-01-01T00:00:00.000Z"), "oamo 4");
  EXPECT_EQ(world.roles(time + "gte&filterValue=" + now), "o 1");
  EXPECT_EQ(world.roles(time + "lt&filterValue=" + now), "oam 3");
  EXPECT_EQ(world.roles(time + "eq&filterValue=" + now), "o 1");
  EXPECT_EQ(world.roles(time + "starts_with&filterValue=" + now.substr(0, 10)), "oamo 4");
}

TEST(ListMembers, AreForMembers) {
  Listing world;
  const std::string path = "/organization/list-members";
  EXPECT_EQ(code_of(world.read_as(world.eve, path)), "400 NO_ACTIVE_ORGANIZATION");
  EXPECT_EQ(code_of(world.read_as(world.eve, path + "?organizationId=" + world.northwind)),
            "403 YOU_ARE_NOT_A_MEMBER_OF_THIS_ORGANIZATION");
  EXPECT_EQ(code_of(world.read_as(world.ada, path + "?organizationSlug=nope")),
            "400 ORGANIZATION_NOT_FOUND");
}

}  // namespace
}  // namespace crow::auth
