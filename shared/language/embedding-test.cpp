#include "shared/language/embedding.h"

#include <gtest/gtest.h>

#include <numeric>

namespace crow::language {
namespace {

float cosine(std::string_view a, std::string_view b) {
  const auto left = embed(a, nullptr), right = embed(b, nullptr);
  return std::inner_product(left.begin(), left.end(), right.begin(), 0.0f);
}

TEST(Embedding, HasLengthOneAndIsTheSameForTheSameText) {
  EXPECT_NEAR(cosine("Red running shoes", "Red running shoes"), 1, 1e-6);
  EXPECT_NEAR(cosine("Red running shoes", "red RUNNING shoe"), 1, 1e-6);
  EXPECT_EQ(embed("Red running shoes", nullptr).size(), kDimensions);
}

TEST(Embedding, OfNoWordsIsZero) {
  for (const float value : embed(" ... ", nullptr)) EXPECT_EQ(value, 0);
}

TEST(Embedding, PutsWhatIsSpeltAlikeNearby) {
  const float same = cosine("waterproof hiking boots", "waterproof boots for hiking");
  const float typo = cosine("waterproof hiking boots", "watreproof hiking bootss");
  const float other = cosine("waterproof hiking boots", "ceramic coffee mug");
  EXPECT_GT(same, 0.7f);
  EXPECT_GT(typo, 0.25f);
  EXPECT_LT(other, 0.2f);
  EXPECT_GT(typo, other);
}

TEST(Embedding, HearsTheOrderOfWordsAndLittleOfParticles) {
  EXPECT_GT(cosine("red shoe black bag", "red shoe black bag"),
            cosine("red shoe black bag", "black shoe red bag"));
  EXPECT_GT(cosine("the bag of the traveller", "bag traveller"), 0.8f);
}

}  // namespace
}  // namespace crow::language
