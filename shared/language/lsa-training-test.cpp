#include "shared/language/lsa-training.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/core/text.h"
#include "shared/host/crypto.h"
#include "shared/language/eigen.h"
#include "shared/language/embedding.h"
#include "shared/language/numbers.h"
#include "shared/language/quality/measure.h"
#include "shared/language/words.h"

namespace crow::language {
namespace {

// Texts that any language can make: wasm-tests/models/training.test.mjs makes them too.
std::vector<std::string> numbered_texts(std::uint64_t count) {
  std::vector<std::string> texts;
  for (std::uint64_t i = 0; i < count; ++i) {
    std::string text;
    for (std::uint64_t j = 0; j < 25; ++j) {
      const std::uint64_t word = (i * 31 + j * j * 7 + (i % 40) * 53 * j) % (97 + (j % 5) * 150);
      text += concat(j == 0 ? "" : " ", "word", word);
    }
    texts.push_back(text);
  }
  return texts;
}

TEST(LsaTraining, GivesTheSameBitsAsTheWorker) {
  // Changed on purpose alone, along with kWay: stored vectors would no longer compare.
  const Lsa lsa = quality::learn(numbered_texts(600));
  EXPECT_EQ(hex(crypto::sha256(lsa.bytes())),
            "9b6e4646e19ba9636adc727414b0c25f7c0688d33acd4a81c3169083bdc376de");
  const std::vector<float> vector = embed("word5 and word77", &lsa);
  const std::string_view bytes(reinterpret_cast<const char*>(vector.data()),
                               vector.size() * sizeof(float));
  EXPECT_EQ(hex(crypto::sha256(bytes)),
            "b5607b972d2b13d792a3b370d141e876cf11edf502eb7f4c7a3ca9b312b1db60");
}

TEST(LsaTraining, FindsTheSubspaceThatAFullDecompositionFinds) {
  std::vector<Row> rows;
  WordCounts counts;
  // Six subjects of ten words each, in texts of six words; every subject somewhat rarer.
  for (std::uint64_t i = 0; i < 120; ++i) {
    const std::uint64_t subject = std::min(mix(i) % 9, mix(i + 7'000) % 6);
    std::string text;
    for (std::uint64_t j = 0; j < 6; ++j)
      text += concat("s", subject, "w", mix(i * 10 + j) % 10, ' ');
    rows.push_back(row_of(words_of(text)));
    counts.add(rows.back());
  }
  const Vocabulary vocabulary = counts.choose();
  const std::size_t size = vocabulary.size();
  std::vector<double> product(size * size);
  std::vector<Vocabulary::Entry> entries;
  for (const Row& row : rows) {
    vocabulary.weigh(row, entries);
    for (const auto& a : entries)
      for (const auto& b : entries)
        product[a.place * size + b.place] += static_cast<double>(a.weight) * b.weight;
  }
  const Eigen full = eigen_of(product, size);
  Basis basis = first_basis(vocabulary);
  for (int pass = 0; pass < kPasses; ++pass) {
    Image image(vocabulary, basis);
    for (const Row& row : rows) image.add(row);
    basis = image.take_basis();
  }
  // The strengths are those of the product, and the strongest directions the same.
  for (std::size_t j = 0; j < 4; ++j) {
    EXPECT_NEAR(basis.strengths[j], full.values[j], 0.02 * full.values[0]) << j;
    double captured = 0;
    for (std::size_t k = 0; k < basis.width; ++k) {
      double along = 0;
      for (std::size_t i = 0; i < size; ++i)
        along += static_cast<double>(basis.row(i)[k]) * full.vectors[i * size + j];
      captured += along * along;
    }
    EXPECT_GT(captured, 0.97) << j;
  }
  for (std::size_t a = 0; a < basis.width; ++a)
    for (std::size_t b = 0; b <= a; ++b) {
      double dot = 0;
      for (std::size_t i = 0; i < size; ++i)
        dot += static_cast<double>(basis.row(i)[a]) * static_cast<double>(basis.row(i)[b]);
      EXPECT_NEAR(dot, a == b ? 1 : 0, 1e-4) << a << ' ' << b;
    }
}

TEST(LsaTraining, OfTextsThatSayTheSameHasOneMeaning) {
  const Lsa lsa = quality::learn(std::vector<std::string>(50, "red shoe"));
  std::vector<float> vector(lsa.dimensions());
  EXPECT_TRUE(lsa.project(row_of({"red"}), vector));
  for (std::size_t i = 1; i < vector.size(); ++i) EXPECT_EQ(vector[i], 0);
}

TEST(LsaTraining, GoesThroughAPartOfVeryManyTexts) {
  EXPECT_EQ(stride_for(20), 1u);
  EXPECT_EQ(stride_for(kTextsLearnedMax), 1u);
  EXPECT_EQ(stride_for(kTextsLearnedMax + 1), 2u);
  EXPECT_EQ(stride_for(500'000), 9u);
}

TEST(LsaTraining, OfNothingIsNoTrap) {
  const Lsa lsa = quality::learn({});
  EXPECT_EQ(lsa.vocabulary().size(), 0u);
  EXPECT_EQ(embed("red shoe", &lsa).size(), kDimensions);
  const Lsa other = quality::learn({"", "a", "..."});
  EXPECT_TRUE(Lsa::parse(other.bytes()));
}

TEST(Lsa, IsReadAsItWasWritten) {
  const Lsa lsa = quality::learn(numbered_texts(100));
  const std::string bytes = lsa.bytes();
  const auto read = Lsa::parse(bytes);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->bytes(), bytes);
  EXPECT_EQ(embed("word5 word6", &*read), embed("word5 word6", &lsa));
  for (std::size_t size = 0; size < bytes.size(); size += size < 100 ? 1 : 997)
    EXPECT_FALSE(Lsa::parse(std::string_view(bytes).substr(0, size))) << size;
  EXPECT_FALSE(Lsa::parse(bytes + "x"));
}

}  // namespace
}  // namespace crow::language
