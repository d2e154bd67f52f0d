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
