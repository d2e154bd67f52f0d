#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(GetToken, IsForWhoeverHasASession) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  const auto reply = world.read_as(ada, "/token");
  EXPECT_EQ(std::ranges::count(read_body<GetToken::Output>(reply).token, '.'), 2);
  EXPECT_EQ(code_of(world.read("/token")), "401 UNAUTHORIZED");
}

}  // namespace
}  // namespace crow::auth
