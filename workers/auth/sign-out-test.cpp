#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(SignOut, EndsTheSessionAndDeletesThreeCookies) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  const auto reply = world.ask_as(ada, "/sign-out", "{}");
  EXPECT_EQ(reply.body, R"({"success":true})");
  EXPECT_EQ(reply.all("set-cookie"),
            (std::vector<std::string>{
                "better-auth.session_token=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
                "better-auth.session_data=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
                "better-auth.dont_remember=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax"}));
  EXPECT_EQ(world.read_as(ada, "/get-session").body, "null");
}

TEST(SignOut, WithoutASessionOrABodySucceeds) {
  AuthWorld world;
  const auto reply = world.send({"POST", "/api/v1/auth/sign-out", {}, {}});
  EXPECT_EQ(reply.body, R"({"success":true})");
  EXPECT_EQ(reply.all("set-cookie").size(), 3u);
}

TEST(SignOut, LeavesTheUsersOtherSessions) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  const Visitor elsewhere = world.open_session(ada.user_id);
  world.ask_as(ada, "/sign-out", "{}");
  EXPECT_EQ(world.read_as(elsewhere, "/token").status, 200);
}

TEST(SignOut, FromAForeignPageIsRefused) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  const auto reply =
      world.ask("/sign-out", "{}", {{"cookie", ada.cookie}, {"origin", "https://evil.example"}});
  EXPECT_EQ(code_of(reply), "403 INVALID_ORIGIN");
  EXPECT_EQ(world.read_as(ada, "/token").status, 200);
}

}  // namespace
}  // namespace crow::auth
