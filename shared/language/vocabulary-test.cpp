#include "shared/language/vocabulary.h"

#include <gtest/gtest.h>

#include "shared/language/words.h"

namespace crow::language {
namespace {

Vocabulary count(const std::vector<std::vector<std::string>>& texts) {
  WordCounts counts;
  for (const auto& words : texts) counts.add(row_of(words));
  return counts.choose();
}

TEST(Vocabulary, KnowsTheWordsOfTwoTexts) {
  const Vocabulary known = count({{"red", "shoe"}, {"red", "hat"}, {"red", "shoe", "shoe"}});
  EXPECT_EQ(known.size(), 2u);
  EXPECT_NE(known.find(id_of("shoe")), Vocabulary::kNone);
  EXPECT_EQ(known.find(id_of("hat")), Vocabulary::kNone);
  EXPECT_EQ(Vocabulary().find(id_of("hat")), Vocabulary::kNone);
}

TEST(Vocabulary, WeighsWhatIsRareMore) {
  const Vocabulary known = count({{"red", "shoe"}, {"red", "shoe"}, {"red"}, {"red"}});
  EXPECT_GT(known.weight(known.find(id_of("shoe"))), known.weight(known.find(id_of("red"))));
  EXPECT_LT(known.weight(known.find(id_of("shoe"))), known.rarest());
  std::vector<Vocabulary::Entry> entries;
  known.weigh(row_of({"red", "shoe", "hat"}), entries);
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_NEAR(entries[0].weight * entries[0].weight + entries[1].weight * entries[1].weight, 1,
              1e-6);
  known.weigh(row_of({"hat"}), entries);
  EXPECT_TRUE(entries.empty());
}

TEST(Vocabulary, IsCutAtItsLimitByFrequency) {
  WordCounts counts;
  for (int text = 0; text < 3; ++text)
    for (int i = 0; i < 20'000; i += 80) {
      std::vector<std::string> words;
      for (int j = i; j < i + 80; ++j)
        if (text < 2 || j < 10) words.push_back("w" + std::to_string(j));
      counts.add(row_of(words));
    }
  const Vocabulary known = counts.choose();
  EXPECT_EQ(known.size(), kVocabularyMax);
  for (int i = 0; i < 10; ++i)
    EXPECT_NE(known.find(id_of("w" + std::to_string(i))), Vocabulary::kNone);
}

TEST(Vocabulary, CountsInBoundedMemory) {
  WordCounts counts;
  Row row;
  row.counts.assign(80, 1);
  row.ids.resize(80);
  std::uint32_t next = 1;
  // More different words than there is room for; some come again.
  for (int text = 0; text < 12'000; ++text) {
    for (auto& id : row.ids) id = (next += 2'654);
    row.ids[0] = 1;
    counts.add(row);
  }
  const Vocabulary known = counts.choose();
  EXPECT_NE(known.find(1), Vocabulary::kNone);
  EXPECT_EQ(known.texts(), 12'000u);
}

TEST(Vocabulary, IsReadAsItWasWritten) {
  const Vocabulary known = count({{"red", "shoe"}, {"red", "shoe"}, {"red"}});
  const std::string bytes = known.bytes() + "rest";
  std::string_view rest = bytes;
  const auto read = Vocabulary::parse(rest);
  ASSERT_TRUE(read);
  EXPECT_EQ(rest, "rest");
  EXPECT_EQ(read->bytes(), known.bytes());
  for (std::size_t size = 0; size < known.bytes().size(); ++size) {
    std::string_view cut = std::string_view(bytes).substr(0, size);
    EXPECT_FALSE(Vocabulary::parse(cut)) << size;
  }
  std::string wrong = known.bytes();
  wrong[4] = '\x7f', wrong[7] = '\x7f';
  rest = wrong;
  EXPECT_FALSE(Vocabulary::parse(rest));
}

}  // namespace
}  // namespace crow::language
