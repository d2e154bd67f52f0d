#include "shared/lexical/language.h"

#include <gtest/gtest.h>

namespace crow::lexical {
namespace {

std::string_view language(std::string_view text) { return name_of(language_of(words_of(text))); }

TEST(Language, IsToldByItsSmallWords) {
  EXPECT_EQ(language("A jacket for the rain, with a hood"), "en");
  EXPECT_EQ(language("Eine Jacke für den Regen und mit Kapuze"), "de");
  EXPECT_EQ(language("Une veste pour la pluie avec une capuche"), "fr");
  EXPECT_EQ(language("Una chaqueta para la lluvia con capucha"), "es");
  EXPECT_EQ(language("Una giacca per la pioggia con il cappuccio"), "it");
  EXPECT_EQ(language("Een jas voor de regen met een capuchon"), "nl");
  EXPECT_EQ(language("Trail Runner 42"), "unknown");
  EXPECT_EQ(language(""), "unknown");
}

TEST(Language, StemsEnglishAsPorterDoes) {
  // From the vocabulary that Porter published with the algorithm.
  const std::pair<std::string_view, std::string_view> kPairs[] = {
      {"caresses", "caress"},    {"ponies", "poni"},
      {"cats", "cat"},           {"feed", "feed"},
      {"agreed", "agre"},        {"plastered", "plaster"},
      {"motoring", "motor"},     {"sing", "sing"},
      {"conflated", "conflat"},  {"hopping", "hop"},
      {"falling", "fall"},       {"filing", "file"},
      {"happy", "happi"},        {"sky", "sky"},
      {"relational", "relat"},   {"conditional", "condit"},
      {"digitizer", "digit"},    {"hopefulness", "hope"},
      {"formality", "formal"},   {"triplicate", "triplic"},
      {"electrical", "electr"},  {"goodness", "good"},
      {"revival", "reviv"},      {"allowance", "allow"},
      {"replacement", "replac"}, {"adoption", "adopt"},
      {"effective", "effect"},   {"probate", "probat"},
      {"rate", "rate"},          {"controlling", "control"},
      {"roll", "roll"},          {"shoes", "shoe"},
      {"running", "run"}};
  for (const auto& [word, stem] : kPairs) EXPECT_EQ(stem_of(word, Language::en), stem) << word;
}

TEST(Language, TakesOffTheEndingsOfTheOthers) {
  EXPECT_EQ(stem_of("schuhe", Language::de), stem_of("schuh", Language::de));
  EXPECT_EQ(stem_of("jacken", Language::de), stem_of("jacke", Language::de));
  EXPECT_EQ(stem_of("kleider", Language::de), stem_of("kleid", Language::de));
  EXPECT_EQ(stem_of("chaussures", Language::fr), stem_of("chaussure", Language::fr));
  EXPECT_EQ(stem_of("zapatos", Language::es), stem_of("zapato", Language::es));
  EXPECT_EQ(stem_of("scarpe", Language::it), stem_of("scarpa", Language::it));
  EXPECT_EQ(stem_of("schoenen", Language::nl), stem_of("schoen", Language::nl));
}

TEST(Language, LeavesShortWordsNumbersAndOtherScriptsAlone) {
  for (const auto l : {Language::en, Language::de, Language::fr, Language::es, Language::it}) {
    EXPECT_EQ(stem_of("xs", l), "xs");
    EXPECT_EQ(stem_of("500ml", l), "500ml");
    EXPECT_EQ(stem_of("елка", l), "елка");
    EXPECT_EQ(stem_of("", l), "");
  }
}

TEST(Language, KnowsSmallWords) {
  EXPECT_TRUE(is_small_word("the"));
  EXPECT_TRUE(is_small_word("fur"));
  EXPECT_FALSE(is_small_word("shoe"));
  EXPECT_FALSE(is_small_word(""));
}

}  // namespace
}  // namespace crow::lexical
