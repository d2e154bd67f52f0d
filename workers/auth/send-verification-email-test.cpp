#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(SendVerificationEmail, GoesToWhoIsNotConfirmed) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  const std::string address = "ada.lovelace@northwind.example";
  const std::string body = concat(R"({"email":")", address, R"(","callbackURL":"/there?a=1"})");
  EXPECT_EQ(world.ask_as(ada, "/send-verification-email", body).body, R"({"status":true})");
  const auto mail = world.mail_to(address);
  EXPECT_EQ(mail.kind, MailKind::verify_email);
  EXPECT_TRUE(mail.url.ends_with("&callbackURL=%2Fthere%3Fa%3D1")) << mail.url;
  EXPECT_NE(mail.text.find(mail.url), std::string::npos);
  world.read("/verify-email?token=" + *mail.token);
  EXPECT_EQ(code_of(world.ask_as(ada, "/send-verification-email", body)),
            "400 EMAIL_ALREADY_VERIFIED");
  EXPECT_EQ(code_of(world.ask_as(ada, "/send-verification-email", R"({"email":"x@y.example"})")),
            "400 EMAIL_MISMATCH");
}

TEST(SendVerificationEmail, WithoutASessionTakesAsLongForNobody) {
  AuthWorld world;
  world.database().allow_scan("dev_mail");
  world.operations.clear();
  const auto reply =
      world.ask("/send-verification-email", R"({"email":"nobody@northwind.example"})");
  EXPECT_EQ(reply.body, R"({"status":true})");
  EXPECT_EQ(world.operations.back(), "timer.sleep");
  EXPECT_EQ(world.number("SELECT count(*) FROM dev_mail"), 0);
}

TEST(SendVerificationEmail, FillsNobodysMailbox) {
  AuthWorld world;
  world.add_user("Ada Lovelace");
  world.set_variable("ENVIRONMENT", "production");
  world.set_variable("MAIL_FROM", "no-reply@crowai.dev");
  for (int i = 0; i < 8; ++i)
    world.ask("/send-verification-email", R"({"email":"ada.lovelace@northwind.example"})");
  world.database().allow_scan("jobs");
  EXPECT_EQ(world.number("SELECT count(*) FROM jobs"), 5);
}

}  // namespace
}  // namespace crow::auth
