#include "shared/contracts/users.h"
#include "shared/identity/testing.h"

namespace crow::users {
namespace {

struct Searching : TwoOrganizations {
  SearchUsers::Output search(const Caller& caller, std::string_view query) {
    return read_body<SearchUsers::Output>(
        get_as(caller, concat("/api/v1/users/search-email", query)));
  }
  std::string names(std::string_view query) {
    std::string out;
    for (const FoundUser& found : search(ada, query).data)
      out += concat(out.empty() ? "" : ", ", found.user.name);
    return out;
  }
};

TEST(SearchUsers, FindsWhoseAddressBeginsSo) {
  Searching world;
  world.join(world.northwind, "Dana Scully");
  EXPECT_EQ(world.names("?q=dan"), "Dan Wu, Dana Scully");
  EXPECT_EQ(world.names("?q=DAN.w"), "Dan Wu");
  EXPECT_EQ(world.names("?q=dan.wu@northwind.example"), "Dan Wu");
  EXPECT_EQ(world.names("?q=northwind"), "");
  EXPECT_EQ(world.names("?q=dan.wu@northwind.example.org"), "");
}

TEST(SearchUsers, ScoresByHowMuchWasGiven) {
  Searching world;
  const auto all = world.search(world.ada, "?q=dan.wu@northwind.example");
  ASSERT_EQ(all.data.size(), 1u);
  EXPECT_EQ(all.data[0].score, 1);
  EXPECT_NEAR(world.search(world.ada, "?q=dan").data.at(0).score, 3.0 / 24, 1e-9);
}

TEST(SearchUsers, TakesWildcardsAsTheyStand) {
  Searching world;
  for (const std::string_view q : {"%25", "_an", "d%25", "*", "'%20OR%201=1", "d%5C"})
    EXPECT_EQ(world.search(world.ada, concat("?q=", q)).total, 0) << q;
}

TEST(SearchUsers, KnowsTheCallersOrganizationAlone) {
  Searching world;
  EXPECT_EQ(world.search(world.ada, "?q=bob").total, 0);
  EXPECT_EQ(world.search(world.bob, "?q=bob").total, 1);
  EXPECT_EQ(world.search(world.bob, "?q=dan").total, 0);
}

TEST(SearchUsers, NeedsABeginning) {
  Searching world;
  for (const std::string_view query : {"", "?q=", "?query=dan"}) {
    const auto reply = world.get_as(world.ada, concat("/api/v1/users/search-email", query));
    EXPECT_EQ(refusal_of(reply), "400 VALIDATION_ERROR") << query;
    EXPECT_EQ(fault_of(reply).field, "q");
  }
}

}  // namespace
}  // namespace crow::users
