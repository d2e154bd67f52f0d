#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(VerifyPassword, SaysWhetherItIsTheCallers) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  world.set_password(ada, kPassword1234);
  EXPECT_EQ(world.ask_as(ada, "/verify-password", R"({"password":"password1234"})").body,
            R"({"status":true})");
  EXPECT_EQ(code_of(world.ask_as(ada, "/verify-password", R"({"password":"x"})")),
            "400 INVALID_PASSWORD");
  EXPECT_EQ(code_of(world.ask("/verify-password", R"({"password":"password1234"})")),
            "401 UNAUTHORIZED");
}

}  // namespace
}  // namespace crow::auth
