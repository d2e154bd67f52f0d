#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(ListAccounts, AreShownWithoutTheirPasswords) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  EXPECT_EQ(world.read_as(ada, "/list-accounts").body, "[]");
  world.set_password(ada, kPassword1234);
  const auto reply = world.read_as(ada, "/list-accounts");
  const auto accounts = read_body<ListAccounts::Output>(reply);
  ASSERT_EQ(accounts.size(), 1u);
  EXPECT_EQ(accounts[0].providerId, "credential");
  EXPECT_EQ(accounts[0].accountId, ada.user_id);
  EXPECT_EQ(reply.body.find("password"), std::string::npos);
}

}  // namespace
}  // namespace crow::auth
