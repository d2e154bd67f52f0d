#include "shared/language/rows.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/language/words.h"

namespace crow::language {
namespace {

TEST(Rows, CountEachWordOnce) {
  const Row row = row_of({"red", "shoe", "red"});
  ASSERT_EQ(row.ids.size(), 2u);
  EXPECT_LT(row.ids[0], row.ids[1]);
  for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(row.counts[i], row.ids[i] == id_of("red") ? 2 : 1);
}

TEST(Rows, KeepTheWordsThatComeFirst) {
  std::vector<std::string> words;
  for (int i = 0; i < 500; ++i) words.push_back("w" + std::to_string(i));
  words.insert(words.end(), 300, "w7");
  const Row row = row_of(words);
  ASSERT_EQ(row.ids.size(), kRowWordsMax);
  for (std::size_t i = 0; i < kRowWordsMax; ++i) {
    const std::string word = "w" + std::to_string(i);
    const auto place = std::ranges::find(row.ids, id_of(word));
    ASSERT_NE(place, row.ids.end()) << word;
    EXPECT_EQ(row.counts[static_cast<std::size_t>(place - row.ids.begin())], i == 7 ? 255 : 1);
  }
}

TEST(Rows, AreReadAsTheyWereWritten) {
  std::string bytes;
  const std::vector<std::vector<std::string>> texts = {{"a", "b", "b"}, {}, {"c"}};
  for (const auto& words : texts) append_row(bytes, row_of(words));
  RowReader reader(bytes);
  for (const auto& words : texts) {
    ASSERT_TRUE(reader.next());
    EXPECT_EQ(reader.row().ids, row_of(words).ids);
    EXPECT_EQ(reader.row().counts, row_of(words).counts);
  }
  EXPECT_FALSE(reader.next());
}

TEST(Rows, ThatAreCutOffEndTheReading) {
  std::string bytes;
  append_row(bytes, row_of({"a", "b"}));
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(RowReader(std::string_view(bytes).substr(0, size)).next()) << size;
}

}  // namespace
}  // namespace crow::language
