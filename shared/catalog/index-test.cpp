#include "shared/catalog/index.h"

#include <gtest/gtest.h>

namespace crow::products {
namespace {

TEST(Index, KeepsWordsOfCatalogsApart) {
  EXPECT_EQ(term_of(7, "shoe"), "7_shoe");
  EXPECT_NE(term_of(1, "2_shoe"), term_of(12, "shoe"));
}

TEST(Index, LooksWordsUpByLanguageAndStem) {
  EXPECT_EQ(stem_key("shoes", lexical::Language::en), "en:shoe");
  EXPECT_EQ(stem_key("schuhe", lexical::Language::de), "de:schuh");
}

TEST(Index, TurnsLettersAroundAndNotBytes) {
  EXPECT_EQ(backwards("jacke"), "ekcaj");
  EXPECT_EQ(backwards("t\u00fcr"), "r\u00fct");
  EXPECT_EQ(backwards(""), "");
}

TEST(Index, KeepsLengths) {
  const lexical::Lengths lengths = {3, 1, 0, 0, 2, 65'535};
  EXPECT_EQ(text_of(lengths), "3 1 0 0 2 65535");
  EXPECT_EQ(lengths_of("3 1 0 0 2 65535"), lengths);
  EXPECT_EQ(lengths_of("x 99999999"), (lexical::Lengths{0, 65'535}));
  EXPECT_EQ(lengths_of(""), lexical::Lengths{});
}

}  // namespace
}  // namespace crow::products
