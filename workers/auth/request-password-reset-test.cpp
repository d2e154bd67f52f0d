#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(RequestPasswordReset, SaysAndDoesTheSameForNobodyButForTheMail) {
  AuthWorld world;
  world.add_user("Ada Lovelace");
  const auto ask = [&](std::string_view email) {
    world.operations.clear();
    return world.ask("/request-password-reset",
                     concat(R"({"email":")", email, R"(","redirectTo":"/reset"})"));
  };
  const auto somebody = ask("ADA.lovelace@northwind.example");
  const auto operations = world.operations;
  const auto nobody = ask("nobody@northwind.example");
  EXPECT_EQ(somebody.status, 200);
  EXPECT_EQ(somebody.body, nobody.body);
  EXPECT_EQ(operations, world.operations);
  const auto mail = world.mail_to("ada.lovelace@northwind.example");
  EXPECT_EQ(mail.kind, MailKind::reset_password);
  EXPECT_EQ(mail.url, concat(kTestOrigin, "/api/v1/auth/reset-password/", *mail.token,
                             "?callbackURL=%2Freset"));
  world.database().allow_scan("dev_mail");
  EXPECT_EQ(world.number("SELECT count(*) FROM dev_mail"), 1);
}

TEST(RequestPasswordReset, NeedsADeploymentThatSendsMail) {
  AuthWorld world;
  world.set_variable("ENVIRONMENT", "production");
  EXPECT_EQ(code_of(world.ask("/request-password-reset", R"({"email":"a@crowai.dev"})")),
            "400 RESET_PASSWORD_DISABLED");
}

}  // namespace
}  // namespace crow::auth
