#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(RevokeOtherSessions, LeavesTheOneThatAsks) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  const Visitor other = world.open_session(ada.user_id);
  EXPECT_EQ(world.ask_as(ada, "/revoke-other-sessions", "{}").body, R"({"status":true})");
  EXPECT_EQ(world.read_as(other, "/get-session").body, "null");
  EXPECT_NE(world.read_as(ada, "/get-session").body, "null");
}

}  // namespace
}  // namespace crow::auth
