#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

constexpr sql::Statement<sql::None, std::string_view> kReset{
    "test.reset_password", "UPDATE account SET password = '00:00' WHERE user_id = ?1"};

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

TEST(ChangePassword, DoesNotReplaceOneThatWasSetMeanwhile) {
  for (const char* more : {"", ",\"revokeOtherSessions\":true"}) {
    Changing world;
    const Visitor other = world.open_session(world.ada.user_id);
    const auto changing = world.start(
        {.method = "POST",
         .target = "/api/v1/auth/change-password",
         .headers = {{"cookie", world.ada.cookie},
                     {"origin", std::string(kTestOrigin)},
                     {"content-type", "application/json"}},
         .body = concat(R"({"currentPassword":"password1234","newPassword":"battery staple")", more,
                        "}")});
    while (std::ranges::count(world.operations, "crypto.scrypt") < 2) world.run(1);
    world.write(
        sql::bind(kReset, world.ada.user_id));  // Both hashes are asked for, none is stored.
    world.run();
    EXPECT_EQ(code_of(*world.reply_to(changing)), "400 INVALID_PASSWORD");
    EXPECT_EQ(world.sign_in_with("battery staple"), 401);
    EXPECT_NE(world.read_as(other, "/get-session").body, "null") << "nothing is half done";
  }
}

}  // namespace
}  // namespace crow::auth
