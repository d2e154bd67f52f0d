#include "workers/auth/business-email.h"

#include <fstream>

#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

// Asked by who changes an address: the rule is the same on sign-up, and this spares the hash.
struct Asking : AuthWorld {
  Visitor ada = sign_in("Ada Lovelace");
  bool accepts(std::string_view email) {
    const auto reply = ask_as(ada, "/change-email", concat(R"({"newEmail":")", email, "\"}"));
    if (reply.status != 200) EXPECT_EQ(code_of(reply), "400 BUSINESS_EMAIL_REQUIRED");
    return reply.status == 200;
  }
  void set(std::string_view domain, bool is_allowed) {
    static constexpr sql::Statement<sql::None, std::string_view, bool> kInsert{
        "test.add_email_domain",
        "INSERT INTO email_domain (domain, is_allowed, source) VALUES (?1, ?2, 'operator')"};
    write(sql::bind(kInsert, domain, is_allowed));
  }
};

TEST(BusinessEmail, IsNoneOfTheFreeMailProviders) {
  Asking world;
  for (const std::string_view free :
       {"a@gmail.com", "a@GMail.Com", "a@mail.gmail.com", "a@a.b.yahoo.co.uk", "a@hotmail.com"})
    EXPECT_FALSE(world.accepts(free)) << free;
  for (const std::string_view business :
       {"a@crowai.dev", "a@notgmail.com", "a@gmail.com.crowai.dev", "a@gmail.crowai.dev"})
    EXPECT_TRUE(world.accepts(business)) << business;
}

TEST(BusinessEmail, OfTheTableTheLongestEntryHasTheLastWord) {
  Asking world;
  world.set("throwaway.net", false);
  world.set("good.throwaway.net", true);
  world.set("gmail.com", true);
  EXPECT_FALSE(world.accepts("a@throwaway.net"));
  EXPECT_FALSE(world.accepts("a@x.THROWAWAY.net"));
  EXPECT_TRUE(world.accepts("a@good.throwaway.net"));
  EXPECT_TRUE(world.accepts("a@x.good.throwaway.net"));
  EXPECT_TRUE(world.accepts("a@gmail.com")) << "an operator may except what the worker refuses";
  EXPECT_TRUE(world.accepts("a@notthrowaway.net"));
}

TEST(BusinessEmail, IsRefusedOnSignUpToo) {
  Asking world;
  const auto reply = world.ask("/sign-up/email", R"({"name":"x","email":"a@mail.gmail.com",)"
                                                 R"("password":"correct horse"})");
  EXPECT_EQ(code_of(reply), "400 BUSINESS_EMAIL_REQUIRED");
}

TEST(BusinessEmail, DomainsAreLikeThoseOfLists) {
  const AuthWorld world;
  EXPECT_EQ(domain_of("a@Gmail.COM"), "gmail.com");
  EXPECT_EQ(domain_of("a@gmail.com.."), "gmail.com");
  EXPECT_EQ(domain_of("a@b@gmail.com"), "gmail.com");
  EXPECT_EQ(domain_of("a@m\u00FCnchen.de"), "xn--mnchen-3ya.de");
  EXPECT_EQ(domain_of("a@\uFF47mail.com"), "gmail.com") << "a wide g";
  EXPECT_EQ(domain_of("a@."), "");
}

TEST(BusinessEmail, ExamplesAreBusinessesInDevelopmentAlone) {
  Asking world;
  ASSERT_TRUE(is_free_mail_domain("test.com")) << "the list has it";
  for (const std::string_view example : {"a@example.com", "a@northwind.example", "a@x.test"})
    EXPECT_TRUE(world.accepts(example)) << example;
  EXPECT_FALSE(world.accepts("a@test.com"));
  world.set("northwind.example", false);
  EXPECT_TRUE(world.accepts("b@northwind.example"));
  world.set_variable("ENVIRONMENT", "production");
  world.set_variable("MAIL_FROM", "a@b.example");
  EXPECT_FALSE(world.accepts("c@northwind.example"));
}

TEST(BusinessEmail, IsEverybodyWhereTheRuleIsOff) {
  Asking world;
  world.set_variable("BUSINESS_EMAIL", "off");
  EXPECT_TRUE(world.accepts("a@gmail.com"));
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
