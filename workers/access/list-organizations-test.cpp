#include "workers/access/testing.h"

namespace crow::auth {
namespace {

TEST(ListOrganizations, AreThoseTheCallerBelongsToLongestFirst) {
  AccessWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  world.ask_as(ada, "/organization/create", R"({"name":"B","slug":"b","metadata":{"a":[1]}})");
  world.now_ms += 1;
  world.ask_as(ada, "/organization/create", R"({"name":"A","slug":"a"})");
  const Visitor bob = world.sign_in("Bob Kahn");
  world.ask_as(bob, "/organization/create", R"({"name":"C","slug":"c"})");
  const auto list = read_body<ListOrganizations::Output>(world.read_as(ada, "/organization/list"));
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(list[0].slug, "b");
  EXPECT_EQ(list[0].metadata, R"({"a":[1]})") << "a text of JSON here";
  EXPECT_EQ(list[1].metadata, std::nullopt);
}

TEST(ListOrganizations, MayBeNoneAndNeedsASession) {
  AccessWorld world;
  EXPECT_EQ(world.read_as(world.sign_in("Ada Lovelace"), "/organization/list").body, "[]");
  EXPECT_EQ(code_of(world.read("/organization/list")), "401 UNAUTHORIZED");
}

}  // namespace
}  // namespace crow::auth
