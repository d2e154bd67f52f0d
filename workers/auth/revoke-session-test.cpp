#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(RevokeSession, EndsOneOfTheCallersAlone) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  const Visitor other = world.open_session(ada.user_id);
  const Visitor dan = world.sign_in("Dan Wu");
  const auto revoke = [&](const std::string& token) {
    return world.ask_as(ada, "/revoke-session", concat(R"({"token":")", token, "\"}"));
  };
  EXPECT_EQ(revoke(dan.token).body, R"({"status":true})");
  EXPECT_NE(world.read_as(dan, "/get-session").body, "null");
  EXPECT_EQ(revoke(other.token).header("set-cookie"), "");
  EXPECT_EQ(world.read_as(other, "/get-session").body, "null");
  EXPECT_EQ(revoke(ada.token).all("set-cookie").size(), 3u) << "its own cookies";
  EXPECT_EQ(world.read_as(ada, "/get-session").body, "null");
}

}  // namespace
}  // namespace crow::auth
