// What all lists do is tested in routes-test.cpp.
#include "shared/contracts/organizations.h"
#include "shared/identity/testing.h"

namespace crow::organizations {
namespace {

std::string list_of(const Caller& caller) {
  return concat("/api/v1/organizations/", caller.organization_id, "/members");
}

TEST(ListMembers, HasTheShapeOfEveryList) {
  IdentityWorld world;
  const auto northwind = world.add_organization("Northwind");
  const std::string ada = world.add_user("Ada Lovelace");
  world.now_ms += 250;  // createdAt is when she joined, not when she signed up.
  world.add_member(northwind, ada, Role::owner);
  const Caller caller{ada, northwind, Role::owner, default_permissions(Role::owner), Tier::free};
  EXPECT_EQ(world.get_as(caller, list_of(caller)).body,
            R"({"data":[{"id":"member00000000000000000000000003",)"
            R"("userId":"user0000000000000000000000000002","name":"Ada Lovelace",)"
            R"("email":"ada.lovelace@northwind.example","profilePictureUrl":null,)"
            R"("role":"owner","createdAt":"2026-09-21T14:13:20.250Z"}],)"
            R"("page":1,"limit":20,"total":1,"nextCursor":null})");
}

TEST(ListMembers, ShowsNoPictureThatIsNotOfThePlatform) {
  IdentityWorld world;
  world.set_variable("BASE_URL", "https://api.crowai.dev");
  const auto northwind = world.add_organization("Northwind");
  const Caller ada = world.join(northwind, "Ada Lovelace", Role::owner);
  const auto shown = [&] {
    const auto list = read_body<ListMembers::Output>(world.get_as(ada, list_of(ada)));
    const auto member =
        read_body<Member>(world.get_as(ada, concat(list_of(ada), '/', list.data.front().id)));
    EXPECT_EQ(member.profilePictureUrl, list.data.front().profilePictureUrl);
    return member.profilePictureUrl.value_or("none");
  };
  world.set_image(ada.user_id, "https://evil.example/x.png");
  EXPECT_EQ(shown(), "none");
  const std::string own = concat("https://api.crowai.dev/api/v1/users/pictures/", ada.user_id, '-',
                                 std::string(32, 'x'));
  world.set_image(ada.user_id, own);
  EXPECT_EQ(shown(), own);
}

TEST(ListMembers, NamesThoseOfTheCallersOrganizationWithTheirRolesThere) {
  IdentityWorld world;
  const auto northwind = world.add_organization("Northwind");
  const auto contoso = world.add_organization("Contoso");
  const Caller ada = world.join(northwind, "Ada Lovelace", Role::owner);
  const Caller dan = world.join(northwind, "Dan Wu", Role::member);
  world.join(contoso, dan, Role::owner);
  world.join(contoso, "Bob Kahn", Role::admin);

  for (const Caller& caller : {ada, dan}) {
    const auto list = read_body<ListMembers::Output>(world.get_as(caller, list_of(caller)));
    ASSERT_EQ(list.data.size(), 2u);
    EXPECT_EQ(list.total, 2);
    EXPECT_EQ(list.data[0].userId, ada.user_id);
    EXPECT_EQ(list.data[0].role, Role::owner);
    EXPECT_EQ(list.data[1].userId, dan.user_id);
    EXPECT_EQ(list.data[1].role, Role::member);
  }
}

TEST(ListMembers, NeedsNoPermissionButMembership) {
  IdentityWorld world;
  Caller dan = world.join(world.add_organization("Northwind"), "Dan Wu");
  dan.permissions = {};
  EXPECT_EQ(world.get_as(dan, list_of(dan)).status, 200);
}

}  // namespace
}  // namespace crow::organizations
