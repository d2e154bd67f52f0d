#include "shared/lexical/words.h"

#include <gtest/gtest.h>

namespace crow::lexical {
namespace {

std::string all(std::string_view text) {
  std::string out;
  for (const Word& word : words_of(text)) out += (out.empty() ? "" : " ") + word.text;
  return out;
}

TEST(Words, AreRunsOfLettersAndDigitsWithoutCaseAndAccents) {
  EXPECT_EQ(all("Red Shoes, size 42!"), "red shoes size 42");
  EXPECT_EQ(all("Größe für Élodie"), "grosse fur elodie");
  EXPECT_EQ(all("ΚΑΦΈΣ и ЁЛКА"), "καφεσ и елка");
  EXPECT_EQ(all(" \t\n—…«»"), "");
}

TEST(Words, LoseThePossessiveEnding) {
  EXPECT_EQ(all("women's dress"), "women dress");
  EXPECT_EQ(all("Ada’s"), "ada");
  EXPECT_EQ(all("l'eau"), "l eau");
  EXPECT_EQ(all("it'sx"), "it sx");
}

TEST(Words, ThatHyphensHoldTogetherAreThereInPartsAndInOnePiece) {
  EXPECT_EQ(all("T-Shirt blue"), "t shirt tshirt blue");
  EXPECT_EQ(all("AB-123/x"), "ab 123 x ab123x");
  EXPECT_EQ(all("red - blue"), "red blue");
  EXPECT_EQ(all("end. Next"), "end next");
  EXPECT_EQ(all("1.5 l"), "1 5 15 l");
}

TEST(Words, OfScriptsWithoutBlanksAreTheirCharacters) { EXPECT_EQ(all("赤い靴ab"), "赤 い 靴 ab"); }

TEST(Words, SayWhereTheyStand) {
  const auto words = words_of("é Über-Schuh");
  ASSERT_EQ(words.size(), 4u);
  EXPECT_EQ(words[1], (Word{"uber", 3, 8, false}));
  EXPECT_EQ(words[3], (Word{"uberschuh", 3, 14, true}));
}

TEST(Words, AreCutWhenTheyAreLong) {
  EXPECT_EQ(all(std::string(500, 'x')).size(), kWordBytesMax);
  std::string many;
  for (int i = 0; i < 10'000; ++i) many += "ab ";
  EXPECT_LE(words_of(many).size(), kWordsMax);
}

TEST(Words, OfBrokenTextAreNoTrouble) {
  EXPECT_EQ(all("a\xff\xc3 b"), "a b");
  EXPECT_EQ(all(std::string_view("a\0b", 3)), "a b");
}

TEST(Words, HaveLettersAndDigitsApart) {
  EXPECT_EQ(parts_of("500ml"), (std::vector<std::string>{"500", "ml"}));
  EXPECT_EQ(parts_of("shoes"), std::vector<std::string>());
  EXPECT_EQ(parts_of("a1b2c3d4e5"), std::vector<std::string>());
}

}  // namespace
}  // namespace crow::lexical
