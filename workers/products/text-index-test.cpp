#include "workers/products/text-index.h"

#include "workers/products/testing.h"

namespace crow::products {
namespace {

TEST(TextIndex, KeepsLengths) {
  const lexical::Lengths lengths = {3, 1, 0, 0, 2, 65'535};
  EXPECT_EQ(text_of(lengths), "3 1 0 0 2 65535");
  EXPECT_EQ(lengths_of("3 1 0 0 2 65535"), lengths);
  EXPECT_EQ(lengths_of("x 99999999"), (lexical::Lengths{0, 65'535}));
  EXPECT_EQ(lengths_of(""), lexical::Lengths{});
}

TEST(TextIndex, LooksWordsUpByLanguageAndStem) {
  EXPECT_EQ(stem_key("shoes", lexical::Language::en), "en:shoe");
  EXPECT_EQ(stem_key("schuhe", lexical::Language::de), "de:schuh");
}

}  // namespace
}  // namespace crow::products
