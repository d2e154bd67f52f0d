#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(DeleteUserCallback, KnowsNoToken) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  const std::string path = "/delete-user/callback?token=nope";
  EXPECT_EQ(code_of(world.read_as(ada, path)), "404 INVALID_TOKEN");
  EXPECT_EQ(code_of(world.read(path)), "404 FAILED_TO_GET_USER_INFO");
  EXPECT_EQ(code_of(world.read(path + "&callbackURL=https://evil.example/")),
            "403 INVALID_CALLBACK_URL");
}

}  // namespace
}  // namespace crow::auth
