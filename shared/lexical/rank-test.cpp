#include "shared/lexical/rank.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace crow::lexical {
namespace {

constexpr Rules kPlain = {FieldRule{1, 0.75}, FieldRule{1, 0.75}};

struct Corpus {
  std::vector<Lengths> lengths;
  Collection collection() const {
    Collection made{.lengths = lengths, .averages = {}, .count = lengths.size()};
    for (std::size_t f = 0; f < kFieldsMax; ++f) {
      for (const Lengths& one : lengths) made.averages[f] += one[f];
      made.averages[f] /= static_cast<double>(lengths.size());
    }
    return made;
  }
};

Group word(std::string query, std::vector<Occurrence> occurrences, Kind kind = Kind::exact) {
  return {.query = query, .alternatives = {{query, kind, std::move(occurrences)}}};
}

TEST(Ranking, IsBm25WithOneFieldAndOneWord) {
  const Corpus corpus{{{4}, {8}, {12}}};
  const Collection collection = corpus.collection();
  Ranking ranking(collection, kPlain);
  ranking.add(word("a", {{0, 0, 1}, {2, 0, 3}}));
  const auto matches = ranking.finish();
  ASSERT_EQ(matches.size(), 2u);
  const double idf = std::log(1 + (3 - 2 + 0.5) / (2 + 0.5));
  const auto bm25 = [&](double tf, double length) {
    const double f = tf / (1 - 0.75 + 0.75 * length / 8);
    return idf * f * 2.2 / (1.2 + f);
  };
  EXPECT_NEAR(matches[0].score, bm25(1, 4), 1e-5);
  EXPECT_NEAR(matches[1].score, bm25(3, 12), 1e-5);
  EXPECT_EQ(matches[1].document, 2u);
  EXPECT_FLOAT_EQ(matches[0].coverage, 1);
}

TEST(Ranking, HasThoseFirstThatHoldMoreOfTheQuery) {
  const Corpus corpus{{{4}, {4}, {4}, {4}}};
  const Collection collection = corpus.collection();
  Ranking ranking(collection, kPlain);
  ranking.add(word("a", {{0, 0, 1}, {1, 0, 9}}));
  ranking.add(word("b", {{0, 0, 1}, {2, 0, 9}}));
  const auto matches = ranking.finish();
  ASSERT_EQ(matches.size(), 3u);
  EXPECT_EQ(matches[0].held, 3u);
  EXPECT_GT(matches[0].score, matches[1].score);
  EXPECT_GT(matches[0].score, matches[2].score);
}

TEST(Ranking, TrustsTheWordItselfMost) {
  const Corpus corpus{{{4}, {4}}};
  const Collection collection = corpus.collection();
  Ranking ranking(collection, kPlain);
  Group group = word("shoe", {{0, 0, 1}});
  group.alternatives.push_back({"shos", Kind::typo, {{1, 0, 1}}});
  ranking.add(group);
  const auto matches = ranking.finish();
  EXPECT_GT(matches[0].score, matches[1].score);
  EXPECT_GT(matches[0].coverage, matches[1].coverage);
  EXPECT_EQ(count_documents(group), 2u);
}

TEST(Ranking, CountsWhatStandsForAWordOnlyWhereTheWordIsNot) {
  const Corpus corpus{{{4}, {4}, {4}}};
  const Collection collection = corpus.collection();
  Ranking ranking(collection, kPlain);
  Group group = word("shirt", {{0, 0, 1}, {1, 0, 1}});
  group.alternatives.push_back({"tshirt", Kind::compound, {{1, 0, 1}, {2, 0, 1}}});
  ranking.add(group);
  const auto matches = ranking.finish();
  ASSERT_EQ(matches.size(), 3u);
  EXPECT_EQ(matches[0].score, matches[1].score);
  EXPECT_LT(matches[2].score, matches[1].score);
}

TEST(Ranking, WeighsFields) {
  const Corpus corpus{{{4, 4}, {4, 4}}};
  const Collection collection = corpus.collection();
  const Rules rules = {FieldRule{5, 0.75}, FieldRule{1, 0.75}};
  Ranking ranking(collection, rules);
  ranking.add(word("a", {{0, 1, 1}, {1, 0, 1}}));
  const auto matches = ranking.finish();
  EXPECT_GT(matches[1].score, matches[0].score);
}

TEST(Ranking, PassesOverDocumentsThatItDoesNotKnow) {
  const Corpus corpus{{{4}}};
  const Collection collection = corpus.collection();
  Ranking ranking(collection, kPlain);
  ranking.add(word("a", {{7, 0, 1}}));
  EXPECT_TRUE(ranking.finish().empty());
}

TEST(Ranking, SaysWhatAnAlternativeAdds) {
  const Corpus corpus{{{4}, {4}, {4}}};
  const Collection collection = corpus.collection();
  Ranking ranking(collection, kPlain);
  const Group group = word("a", {{1, 0, 2}});
  ranking.add(group);
  EXPECT_NEAR(ranking.part_of(group, group.alternatives[0], 1), ranking.finish()[0].score, 1e-5);
  EXPECT_EQ(ranking.part_of(group, group.alternatives[0], 0), 0);
}

std::vector<std::uint32_t> kept(std::vector<Match> matches, std::uint32_t small,
                                std::size_t enough) {
  keep_closest(matches, 3, small, enough);
  std::vector<std::uint32_t> out;
  for (const Match& match : matches) out.push_back(match.held);
  return out;
}

TEST(Ranking, KeepsThoseWithAllWordsWhenTheyAreEnough) {
  const std::vector<Match> matches = {{.held = 7}, {.held = 7}, {.held = 3}, {.held = 1}};
  EXPECT_EQ(kept(matches, 0, 2), (std::vector<std::uint32_t>{7, 7}));
  EXPECT_EQ(kept(matches, 0, 3), (std::vector<std::uint32_t>{7, 7, 3}));
  EXPECT_EQ(kept(matches, 0, 9), (std::vector<std::uint32_t>{7, 7, 3, 1}));
}

TEST(Ranking, DoesNotMissSmallWords) {
  const std::vector<Match> matches = {{.held = 3}, {.held = 4}};
  EXPECT_EQ(kept(matches, 4, 1), (std::vector<std::uint32_t>{3}));
  EXPECT_EQ(kept(matches, 7, 5), (std::vector<std::uint32_t>{3, 4}));
}

}  // namespace
}  // namespace crow::lexical
