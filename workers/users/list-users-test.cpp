// What all lists do is tested in routes-test.cpp.
#include "shared/contracts/users.h"
#include "shared/identity/testing.h"

namespace crow::users {
namespace {

std::string list_of(const Caller& caller) {
  return "/api/v1/users/by-organization/" + caller.organization_id;
}

TEST(ListUsers, HasTheShapeOfEveryList) {
  IdentityWorld world;
  const Caller ada = world.join(world.add_organization("Northwind"), "Ada Lovelace", Role::owner);
  EXPECT_EQ(world.get_as(ada, list_of(ada)).body,
            R"({"data":[{"id":"user0000000000000000000000000002","name":"Ada Lovelace",)"
            R"("email":"ada.lovelace@northwind.example","emailVerified":false,)"
            R"("profilePictureUrl":null,"role":"owner","createdAt":"2026-09-21T14:13:20.000Z",)"
            R"("updatedAt":"2026-09-21T14:13:20.000Z"}],)"
            R"("page":1,"limit":20,"total":1,"nextCursor":null})");
}

TEST(ListUsers, NamesTheColleaguesAndNobodyElseLongestMemberFirst) {
  IdentityWorld world;
  const auto northwind = world.add_organization("Northwind");
  const auto contoso = world.add_organization("Contoso");
  const std::string eve = world.add_user("Eve Stone");  // The oldest account joins last.
  const Caller ada = world.join(northwind, "Ada Lovelace", Role::owner);
  world.join(contoso, "Bob Kahn", Role::owner);
  world.now_ms += kSecond;
  const Caller dan = world.join(northwind, "Dan Wu");
  world.join(contoso, dan, Role::admin);
  world.now_ms += kSecond;
  world.add_member(northwind, eve, Role::admin);

  const auto list = read_body<ListUsers::Output>(world.get_as(dan, list_of(dan)));
  std::vector<std::pair<std::string, Role>> people;
  for (const User& user : list.data) people.emplace_back(user.name, user.role);
  EXPECT_EQ(people, (std::vector<std::pair<std::string, Role>>{{"Ada Lovelace", Role::owner},
                                                               {"Dan Wu", Role::member},
                                                               {"Eve Stone", Role::admin}}));
  EXPECT_EQ(list.total, 3);
}

TEST(ListUsers, LeavesNobodyOutWhenSomebodyLeavesBetweenPages) {
  IdentityWorld world;
  const auto northwind = world.add_organization("Northwind");
  const Caller ada = world.join(northwind, "Ada Lovelace", Role::owner);
  const Caller dan = world.join(northwind, "Dan Wu");
  const Caller eve = world.join(northwind, "Eve Stone");
  const auto first = read_body<ListUsers::Output>(world.get_as(ada, list_of(ada) + "?limit=2"));
  ASSERT_TRUE(first.nextCursor.has_value());
  world.remove_member(dan);  // On whom the cursor stands.
  const auto second = read_body<ListUsers::Output>(
      world.get_as(ada, concat(list_of(ada), "?limit=2&cursor=", *first.nextCursor)));
  ASSERT_EQ(second.data.size(), 1u);
  EXPECT_EQ(second.data[0].id, eve.user_id);
  EXPECT_EQ(second.total, 2);
  EXPECT_EQ(second.nextCursor, std::nullopt);
}

}  // namespace
}  // namespace crow::users
