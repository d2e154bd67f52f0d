#include "shared/language/words.h"

#include <gtest/gtest.h>

namespace crow::language {
namespace {

using Words = std::vector<std::string>;

TEST(Words, AreFoldedAndSingular) {
  EXPECT_EQ(words_of("Men's Running-Shoes, GRÖSSE 42"),
            (Words{"men", "running", "shoe", "grosse", "42"}));
  EXPECT_EQ(words_of("l'eau de L’Été"), (Words{"l", "eau", "de", "l", "ete"}));
  EXPECT_EQ(words_of(" ... !? \t"), Words{});
  EXPECT_EQ(words_of(""), Words{});
}

TEST(Words, OfGreekAndCyrillicAreWords) {
  EXPECT_EQ(words_of("Красные кроссовки"), (Words{"красные", "кроссовки"}));
  EXPECT_EQ(words_of("Παπούτσια"), (Words{"παπουτσια"}));
}

TEST(Words, WithoutBlanksBetweenThemArePairsOfCharacters) {
  EXPECT_EQ(words_of("紅色運動鞋"), (Words{"紅色", "色運", "運動", "動鞋"}));
  EXPECT_EQ(words_of("鞋 nike 靴"), (Words{"鞋", "nike", "靴"}));
  EXPECT_EQ(words_of("Nike運動"), (Words{"nike", "運動"}));
}

TEST(Words, LeaveSignsOut) {
  EXPECT_EQ(words_of("★ sale → 50% 👟 shoe™"), (Words{"sale", "50", "shoe"}));
}

TEST(Words, ThatAreBrokenOrEndlessAreBounded) {
  EXPECT_EQ(words_of("\xff\xfe red \xc3"), (Words{"red"}));
  const auto words = words_of(std::string(10'000, 'x'));
  ASSERT_EQ(words.size(), 1u);
  EXPECT_EQ(words[0].size(), kWordBytesMax);
  std::string many;
  for (int i = 0; i < 5'000; ++i) many += "word ";
  EXPECT_EQ(words_of(many).size(), kWordsMax);
  std::string dense;
  for (int i = 0; i < 5'000; ++i) dense += "鞋";
  EXPECT_EQ(words_of(dense).size(), kWordsMax);
}

TEST(Singular, CutsPluralsAndLeavesOthers) {
  for (const auto& [plural, word] :
       std::initializer_list<std::pair<const char*, const char*>>{{"dresses", "dress"},
                                                                  {"watches", "watch"},
                                                                  {"boxes", "box"},
                                                                  {"shoes", "shoe"},
                                                                  {"parties", "party"},
                                                                  {"sizes", "size"},
                                                                  {"bus", "bus"},
                                                                  {"glass", "glass"},
                                                                  {"gas", "gas"},
                                                                  {"tennis", "tennis"},
                                                                  {"camisas", "camisa"}})
    EXPECT_EQ(singular(plural), word);
}

TEST(Weight, OfParticlesIsLow) {
  EXPECT_LT(weight_of("the"), 0.5f);
  EXPECT_LT(weight_of("для"), 0.5f);
  EXPECT_EQ(weight_of("sofa"), 1.0f);
}

}  // namespace
}  // namespace crow::language
