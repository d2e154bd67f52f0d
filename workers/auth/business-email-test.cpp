#include "workers/auth/business-email.h"

#include "workers/auth/free-mail-domains.h"
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

TEST(BusinessEmail, FindsEveryLineOfTheListAndNothingBetween) {
  std::string_view rest = kFreeMailDomains, previous;
  std::size_t count = 0;
  for (; !rest.empty(); ++count) {
    const std::string_view domain = split_off(rest, '\n');
    EXPECT_LT(previous, domain);
    EXPECT_TRUE(is_free_mail_domain(domain)) << domain;
    EXPECT_FALSE(is_free_mail_domain(concat(domain, "!"))) << domain;
    previous = domain;
  }
  EXPECT_GT(count, 4'000u);
  for (const std::string_view none : {"", "a", "~", "gmail", "gmail.co"})
    EXPECT_FALSE(is_free_mail_domain(none)) << none;
}

}  // namespace
}  // namespace crow::auth
