#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

std::string ada(std::string_view more = "") {
  return concat(R"({"name":"Ada","email":"Ada@Northwind.example","password":"correct horse")", more,
                "}");
}

struct Stored : AuthWorld {
  Stored() {
    for (const char* table : {"user", "account", "session"}) database().allow_scan(table);
  }
  std::int64_t rows() {
    return number(
        "SELECT (SELECT count(*) FROM user) + (SELECT count(*) FROM account) + "
        "(SELECT count(*) FROM session)");
  }
};

TEST(SignUp, StoresUserAccountAndSessionAndSignsIn) {
  Stored world;
  const auto reply = world.ask("/sign-up/email", ada());
  EXPECT_EQ(reply.status, 200);
  const auto made = read_body<SignUp::Output>(reply);
  EXPECT_EQ(made.user.email, "ada@northwind.example");
  EXPECT_EQ(made.user.createdAt.ms, world.now_ms);
  EXPECT_EQ(made.user.id.size(), 32u);
  const std::string cookie =
      concat("better-auth.session_token=", percent_encode(*sign_value(*made.token)));
  EXPECT_EQ(reply.all("set-cookie"),
            std::vector{cookie + "; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax"});
  EXPECT_EQ(world.rows(), 3);
  const auto session = world.read("/get-session", {{"cookie", cookie}});
  EXPECT_EQ(read_body<GetSession::Output>(session)->user.id, made.user.id);
}

TEST(SignUp, IsAllOrNothing) {
  Stored world;
  const auto request = world.start(
      {"POST", "/api/v1/auth/sign-up/email", {{"content-type", "application/json"}}, ada()});
  world.run(3);  // The body, whether the address is taken, the hash.
  world.fail_next("d1.batch", "D1_ERROR: the network is gone");
  world.run();
  EXPECT_EQ(code_of(*world.reply_to(request)), "503 UNAVAILABLE");
  EXPECT_EQ(world.rows(), 0);
  EXPECT_EQ(world.ask("/sign-up/email", ada()).status, 200);
}

TEST(SignUp, SendsALinkThatConfirmsTheAddress) {
  Stored world;
  world.ask("/sign-up/email", ada(R"(,"callbackURL":"/welcome")"));
  const auto mail = world.mail_to("ada@northwind.example");
  EXPECT_EQ(mail.kind, MailKind::verify_email);
  EXPECT_TRUE(mail.url.ends_with("&callbackURL=%2Fwelcome")) << mail.url;
}

TEST(SignUp, WhereAddressesMustBeConfirmedSignsNobodyInAndTellsNobody) {
  Stored world;
  world.set_variable("EMAIL_VERIFICATION", "required");
  const auto first = world.ask("/sign-up/email", ada());
  const auto again = world.ask("/sign-up/email", ada());
  for (const auto* reply : {&first, &again}) {
    EXPECT_EQ(reply->status, 200);
    EXPECT_EQ(reply->header("set-cookie"), "");
    const auto output = read_body<SignUp::Output>(*reply);
    EXPECT_EQ(output.token, std::nullopt);
    EXPECT_EQ(output.user.email, "ada@northwind.example");
  }
  EXPECT_EQ(world.rows(), 2) << "one user, one account";
  const auto sign_in = [&] {
    return world.ask("/sign-in/email",
                     R"({"email":"ada@northwind.example","password":"correct horse"})");
  };
  EXPECT_EQ(code_of(sign_in()), "403 EMAIL_NOT_VERIFIED");
  world.read("/verify-email?token=" + *world.mail_to("ada@northwind.example").token);
  EXPECT_EQ(sign_in().status, 200);
}

TEST(SignUp, TwiceIsRefusedBeforeTheDearHash) {
  Stored world;
  world.ask("/sign-up/email", ada());
  world.operations.clear();
  const auto again =
      world.ask("/sign-up/email",
                R"({"name":"x","email":"ADA@northwind.EXAMPLE","password":"another horse"})");
  EXPECT_EQ(code_of(again), "422 USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL");
  EXPECT_EQ(again.header("set-cookie"), "");
  EXPECT_EQ(std::ranges::count(world.operations, "crypto.scrypt"), 0);
}

TEST(SignUp, OfTwoAtOnceOneWins) {
  Stored world;
  const World::Message message{
      "POST", "/api/v1/auth/sign-up/email", {{"content-type", "application/json"}}, ada()};
  const auto first = world.start(message);
  const auto second = world.start(message);
  world.run();
  EXPECT_EQ(world.reply_to(first)->status, 200);
  EXPECT_EQ(code_of(*world.reply_to(second)), "422 USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL");
  EXPECT_EQ(world.rows(), 3);
}

TEST(SignUp, ThatIsNotRememberedEndsWithTheBrowser) {
  Stored world;
  const auto reply = world.ask("/sign-up/email", ada(R"(,"rememberMe":false)"));
  const auto lines = reply.all("set-cookie");
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_TRUE(lines[0].ends_with("%3D; Path=/; HttpOnly; SameSite=Lax")) << lines[0];
  EXPECT_TRUE(lines[1].starts_with("better-auth.dont_remember=true.")) << lines[1];
  EXPECT_EQ(world.number("SELECT expires_at - created_at FROM session"), kDay);
  EXPECT_EQ(world.number("SELECT is_remembered FROM session"), 0);
}

TEST(SignUp, RefusesFreeMailAndBadPasswordsAndStoresNothing) {
  Stored world;
  const auto refused = [&](std::string_view email, std::string_view password) {
    return code_of(world.ask("/sign-up/email", concat(R"({"name":"x","email":")", email,
                                                      R"(","password":")", password, "\"}")));
  };
  EXPECT_EQ(refused("ada@gmail.com", "correct horse"), "400 BUSINESS_EMAIL_REQUIRED");
  EXPECT_EQ(refused("ada@northwind.example", "short"), "400 PASSWORD_TOO_SHORT");
  EXPECT_EQ(refused("ada@northwind.example", std::string(129, 'x')), "400 PASSWORD_TOO_LONG");
  EXPECT_EQ(refused("northwind.example", "correct horse"), "400 VALIDATION_ERROR");
  EXPECT_EQ(world.rows(), 0);
}

TEST(SignUp, AddressesAreThoseOfZod) {
  for (const std::string_view good :
       {"a@b.co", "o'neil+tag_x-1@north-wind.example", "a.b.c@x.y.zz", "-a@b.co", "a@1b.co"})
    EXPECT_TRUE(EmailFormat::matches(good)) << good;
  for (const std::string_view bad :
       {"", "nope", "@b.co", "a@", "a@b", "a@b.c", "a@b.c1", ".a@b.co", "a.@b.co", "a..b@c.co",
        "a@b@c.co", " a@b.co", "a@b.co ", "\"a\"@b.co", "ä@b.co", "a@-b.co", "a@b..co", "a'@b.co"})
    EXPECT_FALSE(EmailFormat::matches(bad)) << bad;
}

}  // namespace
}  // namespace crow::auth
