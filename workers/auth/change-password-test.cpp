#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

struct Changing : AuthWorld {
  Visitor ada = sign_in("Ada Lovelace");
  Changing() { set_password(ada, kPassword1234); }
  Reply change(std::string_view more = "") {
    return ask_as(
        ada, "/change-password",
        concat(R"({"currentPassword":"password1234","newPassword":"battery staple")", more, "}"));
  }
  int sign_in_with(std::string_view password) {
    return ask("/sign-in/email", concat(R"({"email":"ada.lovelace@northwind.example",)",
                                        R"("password":")", password, "\"}"))
        .status;
  }
};

TEST(ChangePassword, FromNowOnTheNewOneCounts) {
  Changing world;
  const auto output = read_body<ChangePassword::Output>(world.change());
  EXPECT_EQ(output.token, std::nullopt);
  EXPECT_EQ(output.user.id, world.ada.user_id);
  EXPECT_EQ(world.sign_in_with("password1234"), 401);
  EXPECT_EQ(world.sign_in_with("battery staple"), 200);
}

TEST(ChangePassword, EndsAllSessionsAndBeginsAnotherWhenAsked) {
  Changing world;
  const Visitor other = world.open_session(world.ada.user_id);
  const auto reply = world.change(R"(,"revokeOtherSessions":true)");
  const auto output = read_body<ChangePassword::Output>(reply);
  ASSERT_TRUE(output.token.has_value());
  EXPECT_NE(reply.header("set-cookie").find(*output.token), std::string::npos);
  EXPECT_EQ(world.read_as(other, "/get-session").body, "null");
  EXPECT_EQ(world.read_as(world.ada, "/get-session").body, "null");
}

TEST(ChangePassword, NeedsTheOneThatIsValid) {
  Changing world;
  const auto wrong = world.ask_as(world.ada, "/change-password",
                                  R"({"currentPassword":"wrong","newPassword":"battery staple"})");
  EXPECT_EQ(code_of(wrong), "400 INVALID_PASSWORD");
  const auto weak = world.ask_as(world.ada, "/change-password",
                                 R"({"currentPassword":"password1234","newPassword":"short"})");
  EXPECT_EQ(code_of(weak), "400 PASSWORD_TOO_SHORT");
  EXPECT_EQ(world.sign_in_with("password1234"), 200);
}

}  // namespace
}  // namespace crow::auth
