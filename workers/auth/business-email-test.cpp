#include "workers/auth/business-email.h"

#include <fstream>

#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(BusinessEmail, IsNoneOfTheFreeMailProviders) {
  const AuthWorld world;
  for (const std::string_view free :
       {"a@gmail.com", "a@GMail.Com", "a@gmail.com.", "a@mail.gmail.com", "a@a.b.yahoo.co.uk",
        "a@hotmail.com", "a@1033edge.com"})
    EXPECT_FALSE(is_business_email(free)) << free;
  for (const std::string_view business :
       {"a@crowai.dev", "a@notgmail.com", "a@gmail.com.crowai.dev", "a@gmail.crowai.dev", "a@com"})
    EXPECT_TRUE(is_business_email(business)) << business;
}

TEST(BusinessEmail, ExamplesAreBusinessesInDevelopmentAlone) {
  AuthWorld world;
  ASSERT_TRUE(is_free_mail_domain("test.com")) << "the list has it";
  for (const std::string_view example : {"a@example.com", "a@northwind.example", "a@x.test"}) {
    world.set_variable("ENVIRONMENT", "dev");
    EXPECT_TRUE(is_business_email(example)) << example;
  }
  EXPECT_FALSE(is_business_email("a@test.com"));
  world.set_variable("ENVIRONMENT", "production");
  EXPECT_EQ(is_business_email("a@example.com"), !is_free_mail_domain("example.com"));
}

TEST(BusinessEmail, IsEverybodyWhereTheRuleIsOff) {
  AuthWorld world;
  world.set_variable("BUSINESS_EMAIL", "off");
  EXPECT_TRUE(is_business_email("a@gmail.com"));
}

// Lines of the list itself, which the table was made from: every twentieth, for a lookup reads all.
TEST(BusinessEmail, FindsTheDomainsOfTheListAndNothingBeside) {
  std::ifstream list("node_modules/freemail/data/free.txt");
  std::size_t count = 0;
  for (std::string domain; std::getline(list, domain);) {
    if (domain.find('.') == domain.npos || ++count % 20 != 0) continue;
    EXPECT_TRUE(is_free_mail_domain(domain)) << domain;
    EXPECT_TRUE(is_free_mail_domain("mail." + domain)) << domain;
    EXPECT_FALSE(is_free_mail_domain(domain + "x")) << domain;
    EXPECT_FALSE(is_free_mail_domain(domain + ".crowai.dev")) << domain;
  }
  EXPECT_GT(count, 4'000u);
  for (const std::string_view none : {"", ".", "com", "gmail", "mail.co", "xgmail.com"})
    EXPECT_FALSE(is_free_mail_domain(none)) << none;
}

}  // namespace
}  // namespace crow::auth
