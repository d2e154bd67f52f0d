#include "shared/lexical/likeness.h"

#include <gtest/gtest.h>

namespace crow::lexical {
namespace {

TEST(Likeness, CountsSlips) {
  EXPECT_EQ(distance("shoes", "shoes", 2), 0u);
  EXPECT_EQ(distance("shoes", "sheos", 2), 1u);
  EXPECT_EQ(distance("shoes", "shos", 2), 1u);
  EXPECT_EQ(distance("shoes", "shooes", 2), 1u);
  EXPECT_EQ(distance("jacket", "jakcte", 2), 2u);
  EXPECT_EQ(distance("jacket", "basket", 2), 2u);
  EXPECT_EQ(distance("jacket", "trousers", 2), 3u);
  EXPECT_EQ(distance("", "ab", 2), 2u);
}

TEST(Likeness, CountsLettersAndNotBytes) { EXPECT_EQ(distance("елка", "ёлка", 2), 1u); }

TEST(Likeness, GivesUpOnLongWords) {
  EXPECT_EQ(distance(std::string(65, 'a'), std::string(65, 'a'), 2), 3u);
  EXPECT_EQ(distance(std::string(64, 'a'), std::string(64, 'a'), 2), 0u);
}

TEST(Likeness, SharesTrigrams) {
  EXPECT_EQ(trigrams_of("shoe"), (std::vector<std::string>{"^sh", "sho", "hoe", "oe$"}));
  EXPECT_EQ(trigrams_of("aaaa"), (std::vector<std::string>{"^aa", "aaa", "aa$"}));
  EXPECT_EQ(trigrams_of("a"), (std::vector<std::string>{"^a$"}));
  EXPECT_EQ(trigrams_of("ёл"), (std::vector<std::string>{"^ёл", "ёл$"}));
}

TEST(Likeness, AllowsLongerWordsMoreSlips) {
  EXPECT_EQ(slips_of("red"), 0u);
  EXPECT_EQ(slips_of("shoe"), 1u);
  EXPECT_EQ(slips_of("trousers"), 2u);
  EXPECT_EQ(slips_of("iphone15"), 0u);
}

}  // namespace
}  // namespace crow::lexical
