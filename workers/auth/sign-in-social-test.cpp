#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(SignInSocial, HasNoProvider) {
  AuthWorld world;
  EXPECT_EQ(code_of(world.ask("/sign-in/social", R"({"provider":"google"})")),
            "404 PROVIDER_NOT_FOUND");
  for (const char* odd : {"{}", R"({"provider":5})"})
    EXPECT_EQ(message_of(world.ask("/sign-in/social", odd)), "[body.provider] Invalid input");
}

}  // namespace
}  // namespace crow::auth
