#include "workers/users/testing.h"

namespace crow::users {
namespace {

TEST(GetPreferences, HaveDefaults) {
  Liking world;
  EXPECT_EQ(world.read(world.dan).body, kDefaults);
  EXPECT_EQ(world.read(world.dan, world.dan.user_id).body, kDefaults);
}

TEST(GetPreferences, AreThePersonsAlone) {
  Liking world;
  const std::string json = R"({"theme":"dark"})";
  EXPECT_EQ(refusal_of(world.read(world.ada, world.dan.user_id)), "403 FORBIDDEN");
  EXPECT_EQ(refusal_of(world.read(world.bob, world.dan.user_id)), "404 NOT_FOUND");
  EXPECT_EQ(refusal_of(world.change(world.ada, json, world.dan.user_id)), "403 FORBIDDEN");
  EXPECT_EQ(refusal_of(world.change(world.bob, json, world.dan.user_id)), "404 NOT_FOUND");
  EXPECT_EQ(world.read(world.dan).body, kDefaults);
}

}  // namespace
}  // namespace crow::users
