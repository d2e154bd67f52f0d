#include "workers/search/blend.h"

#include "workers/search/testing.h"

namespace crow::search {
namespace {

TEST(Blend, JoinsRanks) {
  Found found;
  found.matches = {{.document = 1, .score = 9}, {.document = 2, .score = 8}};
  Meaning meaning{.mode = {}, .model = {}, .hits = {{2, 0.9}, {3, 0.8}}};
  const auto all = blend(&found, &meaning);
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].document, 2u);
  EXPECT_EQ(all[0].word_rank, 2);
  EXPECT_EQ(all[0].meaning_rank, 1);
  EXPECT_EQ(all[2].document, 3u);
  EXPECT_FALSE(all[2].word_rank);
}

TEST(Blend, HasWhatIsCalledExactlySoFirst) {
  Found found;
  found.matches = {{.document = 1, .score = 9}, {.document = 2, .score = 8.9F}};
  found.sequence = {"red", "shoes"};
  auto all = blend(&found, nullptr);
  Face other, exact;
  other.name = "Red leather shoes";
  exact.name = "Red Shoes";
  look_again(all, {other, exact}, found, false, lexical::Language::en);
  EXPECT_EQ(all[0].document, 2u);
}

}  // namespace
}  // namespace crow::search
