// What all lists do is tested in routes-test.cpp.
#include "shared/contracts/organizations.h"
#include "shared/identity/testing.h"

namespace crow::organizations {
namespace {

TEST(ListOrganizations, HasTheShapeOfEveryList) {
  IdentityWorld world;
  const Caller ada = world.join(world.add_organization("Northwind"), "Ada Lovelace", Role::owner);
  EXPECT_EQ(world.get_as(ada, "/api/v1/organizations").body,
            R"({"data":[{"id":"organization00000000000000000001","name":"Northwind",)"
            R"("slug":"northwind","logo":null,"role":"owner","memberCount":1,)"
            R"("createdAt":"2026-09-21T14:13:20.000Z"}],)"
            R"("page":1,"limit":20,"total":1,"nextCursor":null})");
}

TEST(ListOrganizations, NamesAllThatTheCallerBelongsToWhicheverIsActive) {
  IdentityWorld world;
  const auto contoso = world.add_organization("Contoso");
  const auto northwind = world.add_organization("Northwind");
  world.add_organization("Fabrikam");
  const Caller at_northwind = world.join(northwind, "Ada Lovelace", Role::owner);
  world.now_ms += kSecond;
  const Caller at_contoso = world.join(contoso, at_northwind, Role::member);
  world.join(contoso, "Bob Kahn", Role::owner);

  for (const Caller& caller : {at_northwind, at_contoso}) {
    const auto list =
        read_body<ListOrganizations::Output>(world.get_as(caller, "/api/v1/organizations"));
    ASSERT_EQ(list.data.size(), 2u);
    EXPECT_EQ(list.total, 2);
    EXPECT_EQ(list.data[0].name, "Northwind");
    EXPECT_EQ(list.data[0].role, Role::owner);
    EXPECT_EQ(list.data[0].memberCount, 1);
    EXPECT_EQ(list.data[1].name, "Contoso");
    EXPECT_EQ(list.data[1].role, Role::member);
    EXPECT_EQ(list.data[1].memberCount, 2);
  }
}

TEST(ListOrganizations, IsEmptyForWhoBelongsToNoneAnyMore) {
  IdentityWorld world;
  const Caller ada = world.join(world.add_organization("Northwind"), "Ada Lovelace");
  world.remove_member(ada);
  const auto list =
      read_body<ListOrganizations::Output>(world.get_as(ada, "/api/v1/organizations"));
  EXPECT_TRUE(list.data.empty());
  EXPECT_EQ(list.total, 0);
}

}  // namespace
}  // namespace crow::organizations
