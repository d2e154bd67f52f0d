#include "shared/identity/permissions.h"

#include <gtest/gtest.h>

namespace crow {
namespace {

TEST(Permissions, AreThoseOfTheRole) {
  EXPECT_EQ(*permissions_of(Role::owner, std::nullopt), default_permissions(Role::owner));
  EXPECT_EQ(*permissions_of(Role::member, std::nullopt), default_permissions(Role::member));
}

TEST(Permissions, LackThoseThatWereTakenFromAMember) {
  const RawJson disabled{R"(["chat","patterns"])"};
  EXPECT_EQ(*permissions_of(Role::member, disabled), Permissions{Permission::interactions});
  EXPECT_EQ(*permissions_of(Role::admin, disabled), default_permissions(Role::admin))
      << "owners and admins have all";
}

TEST(Permissions, ThatAreStoredWronglyAreADefect) {
  for (const char* stored : {"{}", R"(["flying"])", "x", ""}) {
    const auto permissions = permissions_of(Role::member, RawJson{stored});
    EXPECT_EQ(permissions.error().code, ErrorCode::internal) << stored;
  }
}

}  // namespace
}  // namespace crow
