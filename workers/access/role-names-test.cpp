#include "workers/access/role-names.h"

#include "workers/access/testing.h"

namespace crow::auth {
namespace {

TEST(RoleNames, AreATextWithCommasOrAList) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(*role_names_of({R"("admin")"}), Names{"admin"});
  EXPECT_EQ(*role_names_of({R"(" admin, member ,")"}), (Names{"admin", "member"}));
  EXPECT_EQ(*role_names_of({R"(["admin","zzz"])"}), (Names{"admin", "zzz"}));
  for (const char* none : {R"("")", "[]", R"(",")"}) EXPECT_EQ(*role_names_of({none}), Names{});
  for (const char* odd : {"5", "[5]", "{}", "true"}) EXPECT_FALSE(role_names_of({odd})) << odd;
}

TEST(RoleNames, OfSeveralTheHighestCounts) {
  std::string unknown;
  EXPECT_EQ(highest_role({"member", "owner", "admin"}, unknown), Role::owner);
  EXPECT_EQ(unknown, "");
  EXPECT_EQ(highest_role({"zzz", "admin", "yyy"}, unknown), Role::admin);
  EXPECT_EQ(unknown, "zzz, yyy");
}

}  // namespace
}  // namespace crow::auth
