#include "workers/auth/mail.h"

#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(Mail, IsSentWhereADeploymentSaysFromWhom) {
  AuthWorld world;
  EXPECT_TRUE(has_mail()) << "in development it is kept";
  world.set_variable("ENVIRONMENT", "production");
  EXPECT_FALSE(has_mail());
  world.set_variable("MAIL_FROM", "no-reply@crowai.dev");
  EXPECT_TRUE(has_mail());
}

TEST(Mail, ASubjectIsOneLineWhateverNamesPeopleChose) {
  AuthWorld world;
  world.set_variable("ENVIRONMENT", "production");
  world.database().allow_scan("jobs");
  Context context{Host(1), {}, Database(Host(1), "DB"), Services(Host(1)), {}, {}, {}};
  const auto statement = send(context, {.kind = MailKind::invitation,
                                        .to = "a@b.example",
                                        .subject = "Join N\r\nBcc: everybody@c.example",
                                        .text = "",
                                        .url = "",
                                        .token = std::nullopt,
                                        .invitation = std::nullopt});
  EXPECT_NE(statement.parameters.find("Join N  Bcc: everybody@c.example"), std::string::npos)
      << statement.parameters;
}

TEST(Mail, ConfirmsAnAddressByALinkToAPage) {
  AuthWorld world;
  User user;
  user.email = "ada@northwind.example";
  user.id = "u";
  const auto mail = verification_mail(user, std::nullopt, "", {world.now_ms});
  EXPECT_EQ(mail->to, "ada@northwind.example");
  EXPECT_EQ(mail->url, concat(kTestOrigin, "/api/v1/auth/verify-email?token=", *mail->token,
                              "&callbackURL=%2F"));
  const auto change = verification_mail(user, "new@northwind.example", "/x", {world.now_ms});
  EXPECT_EQ(change->to, "new@northwind.example");
}

}  // namespace
}  // namespace crow::auth
