#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

struct SignedUp : AuthWorld {
  SignedUp() {
    const auto reply = ask("/sign-up/email", R"({"name":"Ada","email":"ada@northwind.example",)"
                                             R"("password":"correct horse"})");
    user = read_body<SignUp::Output>(reply).user;
  }
  Reply sign_in(std::string_view email, std::string_view password, std::string_view more = "",
                Headers headers = {}) {
    return ask("/sign-in/email",
               concat(R"({"email":")", email, R"(","password":")", password, '"', more, "}"),
               std::move(headers));
  }
  User user;
};

TEST(SignIn, OpensANewSessionForTheRightPassword) {
  SignedUp world;
  const auto reply = world.sign_in("ADA@northwind.example", "correct horse");
  EXPECT_EQ(reply.status, 200);
  const auto output = read_body<SignIn::Output>(reply);
  EXPECT_FALSE(output.redirect);
  EXPECT_EQ(output.user.id, world.user.id);
  EXPECT_EQ(reply.body.find("\"url\""), std::string::npos);
  EXPECT_NE(reply.header("set-cookie").find(output.token), std::string::npos);
}

TEST(SignIn, SaysTheSameOfAWrongPasswordAndOfNobodyAndHashesForBoth) {
  SignedUp world;
  world.operations.clear();
  const auto wrong = world.sign_in("ada@northwind.example", "wrong horse");
  const auto wrong_operations = std::exchange(world.operations, {});
  const auto nobody = world.sign_in("nobody@northwind.example", "wrong horse");
  EXPECT_EQ(code_of(wrong), "401 INVALID_EMAIL_OR_PASSWORD");
  EXPECT_EQ(wrong.body, nobody.body);
  EXPECT_EQ(wrong_operations, world.operations);
  EXPECT_EQ(std::ranges::count(world.operations, "crypto.scrypt"), 1);
  EXPECT_EQ(nobody.header("set-cookie"), "");
}

TEST(SignIn, OfAUserWithoutAPasswordIsRefused) {
  SignedUp world;
  world.add_user("Dan Wu");
  EXPECT_EQ(code_of(world.sign_in("dan.wu@northwind.example", "")),
            "401 INVALID_EMAIL_OR_PASSWORD");
}

TEST(SignIn, RefusesWhatCannotBeRightWithoutAHash) {
  SignedUp world;
  world.operations.clear();
  EXPECT_EQ(code_of(world.sign_in("nope", "x")), "400 INVALID_EMAIL");
  EXPECT_EQ(code_of(world.sign_in("ada@northwind.example", std::string(129, 'x'))),
            "400 PASSWORD_TOO_LONG");
  EXPECT_EQ(std::ranges::count(world.operations, "crypto.scrypt"), 0);
}

TEST(SignIn, WithAPasswordThatIsChangedMeanwhileOpensNoSession) {
  SignedUp world;
  world.database().allow_scan("session");
  world.database().allow_scan("account");
  static constexpr sql::Statement<sql::None, std::string_view> kChange{
      "test.change_password", "UPDATE account SET password = ?1"};
  const auto sessions = world.number("SELECT count(*) FROM session");
  world.operations.clear();
  const auto request =
      world.start({"POST",
                   "/api/v1/auth/sign-in/email",
                   {{"content-type", "application/json"}},
                   R"({"email":"ada@northwind.example","password":"correct horse"})"});
  while (!std::ranges::contains(world.operations, "crypto.scrypt")) world.run(1);
  world.write(sql::bind(kChange, kPassword1234));
  world.run();
  EXPECT_EQ(code_of(*world.reply_to(request)), "401 INVALID_EMAIL_OR_PASSWORD");
  EXPECT_EQ(world.reply_to(request)->header("set-cookie"), "");
  EXPECT_EQ(world.number("SELECT count(*) FROM session"), sessions);
  EXPECT_EQ(world.sign_in("ada@northwind.example", "password1234").status, 200);
}

TEST(SignIn, SendsTheBrowserOnToACallbackOfOurs) {
  SignedUp world;
  const auto reply =
      world.sign_in("ada@northwind.example", "correct horse", R"(,"callbackURL":"/home?a=1")");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("location"), "/home?a=1");
  const auto output = read_body<SignIn::Output>(reply);
  EXPECT_TRUE(output.redirect);
  EXPECT_EQ(output.url, "/home?a=1");
  const auto none = world.sign_in("ada@northwind.example", "correct horse", R"(,"callbackURL":"")");
  EXPECT_EQ(none.header("location"), "");
  EXPECT_FALSE(read_body<SignIn::Output>(none).redirect);
}

TEST(SignIn, ThatIsRememberedAgainForgetsThatItWasNot) {
  SignedUp world;
  const std::string brief = "better-auth.dont_remember=" + percent_encode(*sign_value("true"));
  const auto lines = world
                         .sign_in("ada@northwind.example", "correct horse", "",
                                  {{"cookie", brief}, {"origin", std::string(kTestOrigin)}})
                         .all("set-cookie");
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[1], "better-auth.dont_remember=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax");
}

}  // namespace
}  // namespace crow::auth
