#include "workers/auth/own-password.h"

#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(OwnPassword, OfWhoHasNoneIsRefused) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  EXPECT_EQ(code_of(world.ask_as(ada, "/verify-password", R"({"password":"password1234"})")),
            "400 CREDENTIAL_ACCOUNT_NOT_FOUND");
}

}  // namespace
}  // namespace crow::auth
