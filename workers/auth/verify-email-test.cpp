#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

struct Confirming : AuthWorld {
  Visitor ada = sign_in("Ada Lovelace");
  std::string token;
  Confirming() {
    ask("/send-verification-email", R"({"email":"ada.lovelace@northwind.example"})");
    token = *mail_to("ada.lovelace@northwind.example").token;
  }
  bool is_verified() {
    return read_body<GetSession::Output>(read_as(ada, "/get-session"))->user.emailVerified;
  }
};

TEST(VerifyEmail, ConfirmsAndAnswersTheSameAgain) {
  Confirming world;
  EXPECT_FALSE(world.is_verified());
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(world.read("/verify-email?token=" + world.token).body,
              R"({"status":true,"user":null})");
  EXPECT_TRUE(world.is_verified());
}

TEST(VerifyEmail, GoesOnToAPageOfOursAlone) {
  Confirming world;
  const auto good = world.read("/verify-email?callbackURL=/there&token=" + world.token);
  EXPECT_EQ(good.status, 302);
  EXPECT_EQ(good.header("location"), "/there");
  const auto bad = world.read("/verify-email?callbackURL=/there&token=nope");
  EXPECT_EQ(bad.header("location"), "/there?error=INVALID_TOKEN");
  const auto evil = world.read("/verify-email?callbackURL=https://evil.example&token=nope");
  EXPECT_EQ(code_of(evil), "403 INVALID_CALLBACK_URL");
}

TEST(VerifyEmail, WithinAnHour) {
  Confirming world;
  world.now_ms += kHour;
  EXPECT_EQ(code_of(world.read("/verify-email?token=" + world.token)), "401 TOKEN_EXPIRED");
  EXPECT_FALSE(world.is_verified());
}

TEST(VerifyEmail, OfWhoIsGoneIsNobodys) {
  Confirming world;
  world.ask_as(world.ada, "/delete-user", "{}");
  EXPECT_EQ(code_of(world.read("/verify-email?token=" + world.token)), "401 USER_NOT_FOUND");
}

}  // namespace
}  // namespace crow::auth
