#include "workers/users/permission-row.h"

#include <gtest/gtest.h>

namespace crow::users {
namespace {

TEST(PermissionRow, ShowsTheRoleLessWhatIsSwitchedOff) {
  const auto shown = show_permissions({{.role = Role::member,
                                        .disabled = RawJson{R"(["chat"])"},
                                        .chatComponents = RawJson{R"(["context"])"},
                                        .chatLookbackDays = 7}});
  ASSERT_TRUE(shown.has_value());
  EXPECT_FALSE(shown->chat.enabled);
  EXPECT_EQ(shown->chat.components, std::vector{ChatComponent::context});
  EXPECT_EQ(shown->chat.lookbackWindow, 7);
  EXPECT_TRUE(shown->patterns.enabled);
  EXPECT_FALSE(shown->teamManagement.enabled);
}

TEST(PermissionRow, OfNobodyIsNotFound) {
  const auto shown = show_permissions({});
  ASSERT_FALSE(shown.has_value());
  EXPECT_EQ(shown.error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace crow::users
