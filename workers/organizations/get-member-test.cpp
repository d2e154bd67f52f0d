#include "shared/contracts/organizations.h"
#include "shared/identity/testing.h"

namespace crow::organizations {
namespace {

TEST(GetMember, TellsWhatTheListTells) {
  TwoOrganizations world;
  const std::string path = concat("/api/v1/organizations/", world.northwind, "/members");
  const auto list = read_body<Page<Member>>(world.get_as(world.dan, path));
  ASSERT_EQ(list.data.size(), 2u);
  for (const Member& member : list.data) {
    const auto one = read_body<Member>(world.get_as(world.dan, concat(path, '/', member.id)));
    EXPECT_EQ(one.userId, member.userId);
    EXPECT_EQ(one.role, member.role);
    EXPECT_EQ(one.email, member.email);
  }
}

}  // namespace
}  // namespace crow::organizations
