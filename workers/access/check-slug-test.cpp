#include "workers/access/testing.h"

namespace crow::auth {
namespace {

TEST(CheckSlug, SaysWhetherItIsFree) {
  Team world;
  world.organize(world.ada, "update", R"({"data":{"slug":"taken"}})");
  EXPECT_EQ(world.organize(world.eve, "check-slug", R"({"slug":"free"})").body,
            R"({"status":true})");
  EXPECT_EQ(code_of(world.organize(world.eve, "check-slug", R"({"slug":"taken"})")),
            "400 ORGANIZATION_SLUG_ALREADY_TAKEN");
  EXPECT_EQ(world.ask("/organization/check-slug", R"({"slug":"free"})").status, 401);
}

}  // namespace
}  // namespace crow::auth
