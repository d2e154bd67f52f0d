// The figures that the vectors must reach, on the half of the things that nothing was chosen on.
#include <gtest/gtest.h>

#include "shared/language/embedding.h"
#include "shared/language/quality/measure.h"
#include "shared/language/words.h"

namespace crow::language::quality {
namespace {

double of(const Figures& figures, Ask ask) { return figures.ndcg[static_cast<std::size_t>(ask)]; }

class Quality : public testing::Test {
 protected:
  static const LabelledSet& set() {
    static const LabelledSet kSet = labelled_set();
    return kSet;
  }
  static const Lsa& lsa() {
    static const Lsa kLsa = learn(set().products);
    return kLsa;
  }
};

TEST_F(Quality, WhatIsLearnedFindsWhatWordsDoNot) {
  const Figures words = measure(
      set(),
      [](std::string_view text) {
        std::vector<float> out(kVocabularyMax);
        std::vector<Vocabulary::Entry> entries;
        lsa().vocabulary().weigh(row_of(words_of(text)), entries);
        for (const auto& [place, weight] : entries) out[place] = weight;
        out.resize(lsa().vocabulary().size());
        return out;
      },
      true);
  const Figures spelling =
      measure(set(), [](std::string_view text) { return embed(text, nullptr); }, true);
  const Figures both =
      measure(set(), [](std::string_view text) { return embed(text, &lsa()); }, true);
  // By words, and by spelling, a synonym is not found at all.
  EXPECT_LT(of(words, Ask::synonym), 0.1);
  EXPECT_LT(of(spelling, Ask::synonym), 0.1);
  EXPECT_GT(of(both, Ask::synonym), 0.95);
  EXPECT_GT(of(both, Ask::attribute), of(words, Ask::attribute) + 0.1);
  EXPECT_GT(of(both, Ask::description), of(words, Ask::description) + 0.1);
  // And what is spelt almost alike is nearer than words find it.
  EXPECT_GT(of(both, Ask::typo), of(words, Ask::typo) + 0.1);
  EXPECT_GT(of(both, Ask::name), 0.85);
  EXPECT_GT(both.mean, 0.75);
  EXPECT_GT(both.mean, words.mean + 0.2);
}

TEST_F(Quality, NoNameStandsInAProductOfItsOther) {
  // Else the words would find it, and the set would prove nothing.
  for (std::size_t one = 0; one < set().queries.size(); ++one) {
    const Query& query = set().queries[one];
    if (query.ask != Ask::synonym) continue;
    const auto asked = words_of(query.text);
    for (std::size_t i = 0; i < set().products.size(); ++i) {
      if (query.grades[i] == 0) continue;
      for (const std::string& word : words_of(set().products[i]))
        for (const std::string& one_asked : asked)
          EXPECT_FALSE(word == one_asked && asked.size() == 1) << set().products[i];
    }
  }
}

}  // namespace
}  // namespace crow::language::quality
