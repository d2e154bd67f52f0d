#include "workers/auth/wording.h"

#include <gtest/gtest.h>

#include "shared/contracts/access.h"
#include "shared/core/text.h"
#include "shared/json/read.h"

namespace crow::auth {
namespace {

template <typename Input>
std::string words_for(std::string body) {
  const auto outcome = json::read<Input>(std::move(body), {.unknown = json::Unknown::ignored});
  if (outcome) return "";
  return in_zods_words(outcome.error().violations, "body", kTypeOf<Input>);
}

TEST(Wording, NamesEveryFaultInTheOrderOfTheDeclaration) {
  EXPECT_EQ(words_for<SignUp::Input>(R"({"password":3,"name":1})"),
            "[body.name] Invalid input: expected string, received number; "
            "[body.email] Invalid input: expected string, received undefined; "
            "[body.password] Invalid input: expected string, received number");
}

TEST(Wording, TellsWhatCame) {
  const auto name = [](std::string_view value) {
    const std::string words =
        words_for<SignIn::Input>(concat(R"({"password":"x","email":)", value, "}"));
    return words.substr(words.rfind(' ') + 1);
  };
  EXPECT_EQ(name("null"), "null");
  EXPECT_EQ(name("true"), "boolean");
  EXPECT_EQ(name("1.5"), "number");
  EXPECT_EQ(name("{}"), "object");
  EXPECT_EQ(name("[1]"), "array");
}

TEST(Wording, KnowsBoundsOfTextsAndNumbers) {
  EXPECT_EQ(words_for<CreateOrganization::Input>(R"({"name":"","slug":"s"})"),
            "[body.name] Too small: expected string to have >=1 characters");
  EXPECT_EQ(words_for<CreateOrganization::Input>(R"({"slug":")" + std::string(256, 'x') +
                                                 R"(","name":"n"})"),
            "[body.slug] Too big: expected string to have <=255 characters");
  for (const char* seconds : {"0", "-1", "0.5"})
    EXPECT_EQ(words_for<CreateApiKey::Input>(std::string(R"({"expiresIn":)") + seconds + "}"),
              "[body.expiresIn] Too small: expected number to be >=1");
  EXPECT_EQ(words_for<SignUp::Input>(R"({"name":"n","email":"e@n.example","password":""})"),
            "[body.password] Too small: expected string to have >=1 characters");
}

TEST(Wording, HasItsOwnWordsForAddressesAndPrefixes) {
  EXPECT_EQ(words_for<SignUp::Input>(R"({"name":"n","email":"nope","password":"p"})"),
            "[body.email] Invalid email address");
  EXPECT_EQ(words_for<SignUp::Input>(R"({"name":"n","password":"p","email":")" +
                                     std::string(250, 'x') + R"(@n.example"})"),
            "[body.email] Invalid email address");
  EXPECT_EQ(words_for<CreateApiKey::Input>(R"({"prefix":"a b"})"),
            "[body.prefix] Invalid prefix format, must be alphanumeric and contain only "
            "underscores and hyphens.");
}

TEST(Wording, CallsObjectsRecordsAndFindsTwoFaultsInAnEmptyList) {
  EXPECT_EQ(words_for<CreateOrganization::Input>(R"({"name":"n","slug":[],"metadata":[1]})"),
            "[body.slug] Invalid input: expected string, received array; "
            "[body.slug] Too small: expected array to have >=1 items; "
            "[body.metadata] Invalid input: expected record, received array");
  EXPECT_EQ(words_for<VerifyApiKey::Input>(R"({"key":"k","permissions":{"files":["r",5]}})"),
            "[body.permissions.files.1] Invalid input: expected string, received number");
}

TEST(Wording, NamesTheBodyItselfWhenItIsNoObject) {
  EXPECT_EQ(words_for<SignIn::Input>("[]"),
            "[body] Invalid input: expected object, received array");
}

TEST(Wording, OfNumbersInAQueryIsThatOfNumbersThatWereTexts) {
  const auto words = [](std::string_view text) {
    std::vector<Violation> violations;
    ListApiKeys::Input input;
    const Field& limit = *find_field(kTypeOf<ListApiKeys::Input>, "limit");
    json::read_text(text, limit, limit.locate(&input), violations);
    return in_zods_words(std::move(violations), "query", kTypeOf<ListApiKeys::Input>);
  };
  EXPECT_EQ(words("5"), "");
  EXPECT_EQ(words("x"), "[query.limit] Invalid input: expected number, received NaN");
  EXPECT_EQ(words("1.5"), "[query.limit] Invalid input: expected int, received number");
  EXPECT_EQ(words("-1"), "[query.limit] Too small: expected number to be >=0");
}

}  // namespace
}  // namespace crow::auth
