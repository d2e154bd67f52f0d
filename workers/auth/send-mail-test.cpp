#include "workers/auth/send-mail.h"

#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

struct Sending : AuthWorld {
  Sending() {
    set_variable("ENVIRONMENT", "production");
    set_variable("MAIL_FROM", "CROW <no-reply@crowai.dev>");
    add_user("Ada Lovelace");
    ask("/request-password-reset", R"({"email":"ada.lovelace@northwind.example"})");
  }
};

TEST(SendMail, IsAJobOfTheRequestsOwnBatch) {
  Sending world;
  EXPECT_EQ(world.messages, (std::vector<std::int64_t>{0})) << "the runner is woken";
  EXPECT_TRUE(world.mail.empty());
  world.wake();
  world.run();
  ASSERT_EQ(world.mail.size(), 1u);
  EXPECT_NE(world.mail[0].find(R"("from":"CROW <no-reply@crowai.dev>")"), std::string::npos);
  EXPECT_NE(world.mail[0].find(R"("to":"ada.lovelace@northwind.example")"), std::string::npos);
  EXPECT_NE(world.mail[0].find("/reset-password/"), std::string::npos) << world.mail[0];
}

TEST(SendMail, WaitsWithLinksThatADatabaseAloneDoesNotTell) {
  Sending world;
  world.database().allow_scan("jobs");
  EXPECT_EQ(world.number("SELECT count(*) FROM jobs WHERE kind = 'send_mail'"), 1);
  EXPECT_EQ(world.number("SELECT count(*) FROM jobs WHERE payload LIKE '%http%'"), 0);
}

TEST(SendMail, IsTriedAgainWhileItsSecretIsNotTheWorkers) {
  Sending world;
  world.set_variable("AUTH_SECRET", std::string(32, 'x'));
  world.scheduled("* * * * *");
  EXPECT_TRUE(world.mail.empty());
  world.set_variable("AUTH_SECRET", std::string(kTestSecret));
  world.now_ms += kMinute;
  world.scheduled("* * * * *");
  EXPECT_EQ(world.mail.size(), 1u);
}

TEST(SendMail, ThatFailsIsTriedAgainAndHappensAtEachCron) {
  Sending world;
  world.fail_next("mail.send", "the mail server is away");
  world.scheduled("* * * * *");
  EXPECT_TRUE(world.mail.empty());
  world.now_ms += kMinute;
  world.scheduled("* * * * *");
  EXPECT_EQ(world.mail.size(), 1u);
}

}  // namespace
}  // namespace crow::auth
