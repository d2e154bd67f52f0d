#include "shared/host/mail.h"

#include <gtest/gtest.h>

#include "shared/host/fake/world.h"

namespace crow {
namespace {

const MailMessage kMessage{"CROW <no-reply@crowai.dev>", "ada@northwind.example", "Hello", "A\nB"};

TEST(Mailer, SendsWhoToWhomWhatAbout) {
  World world;
  Result<> outcome = fail(ErrorCode::internal, "never");
  const auto root = run(Mailer(Host(1), "MAIL").send(kMessage),
                        [&](Result<> result) { outcome = std::move(result); });
  world.run();
  EXPECT_TRUE(outcome.has_value());
  EXPECT_EQ(world.mail, (std::vector<std::string>{
                            R"({"from":"CROW <no-reply@crowai.dev>","to":"ada@northwind.example",)"
                            R"("subject":"Hello","text":"A\nB"})"}));
}

TEST(Mailer, ThatIsAwayIsUnavailable) {
  World world;
  world.fail_next("mail.send", "no such address");
  Result<> outcome;
  const auto root = run(Mailer(Host(1), "MAIL").send(kMessage),
                        [&](Result<> result) { outcome = std::move(result); });
  world.run();
  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace crow
