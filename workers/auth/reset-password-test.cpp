#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

struct Resetting : AuthWorld {
  Visitor ada = sign_in("Ada Lovelace");
  std::string address = "ada.lovelace@northwind.example";
  std::string token;
  Resetting() {
    ask("/request-password-reset", concat(R"({"email":")", address, "\"}"));
    token = *mail_to(address).token;
  }
  std::string body(std::string_view password = "battery staple") {
    return concat(R"({"token":")", token, R"(","newPassword":")", password, "\"}");
  }
  int sign_in_with(std::string_view password) {
    return ask("/sign-in/email",
               concat(R"({"email":")", address, R"(","password":")", password, "\"}"))
        .status;
  }
};

TEST(ResetPassword, SetsOneOnceAlsoForWhoHadNone) {
  Resetting world;
  EXPECT_EQ(code_of(world.ask("/reset-password", world.body("short"))), "400 PASSWORD_TOO_SHORT");
  EXPECT_EQ(world.ask("/reset-password", world.body()).body, R"({"status":true})");
  EXPECT_EQ(code_of(world.ask("/reset-password", world.body("another one"))), "400 INVALID_TOKEN");
  EXPECT_EQ(world.sign_in_with("battery staple"), 200);
}

TEST(ResetPassword, TakesTheTokenFromTheQueryToo) {
  Resetting world;
  EXPECT_EQ(
      world.ask("/reset-password?token=" + world.token, R"({"newPassword":"12345678"})").status,
      200);
}

TEST(ResetPassword, WithinAnHour) {
  Resetting world;
  world.now_ms += kHour + 1;
  EXPECT_EQ(code_of(world.ask("/reset-password", world.body())), "400 INVALID_TOKEN");
}

TEST(ResetPassword, OfTwoAtOnceOneWins) {
  Resetting world;
  const World::Message message{
      "POST", "/api/v1/auth/reset-password", {{"content-type", "application/json"}}, world.body()};
  const auto first = world.start(message);
  const auto second = world.start(message);
  world.run();
  // Whichever hash is ready first.
  const auto* won = world.reply_to(first);
  const auto* lost = world.reply_to(second);
  if (won->status != 200) std::swap(won, lost);
  EXPECT_EQ(won->status, 200);
  EXPECT_EQ(code_of(*lost), "400 INVALID_TOKEN");
}

TEST(ResetPassword, LetsInWhoHadGuessedTooOften) {
  Resetting world;
  world.set_variable("ENVIRONMENT", "production");
  for (int i = 0; i < 11; ++i) world.sign_in_with("wrong");
  EXPECT_EQ(world.sign_in_with("wrong"), 429);
  world.ask("/reset-password", world.body());
  EXPECT_EQ(world.sign_in_with("battery staple"), 200);
}

}  // namespace
}  // namespace crow::auth
