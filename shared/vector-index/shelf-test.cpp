#include "shared/vector-index/shelf.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/core/text.h"
#include "shared/search/testing.h"

namespace crow::vector_index {
namespace {

const std::vector<MetadataIndex> kIndexes{{1, "color", IndexType::string},
                                          {2, "price", IndexType::number}};

// Four colours in turn, and the number as the price, of every row but each fifth.
Shelf make_shelf(std::size_t count) {
  Shelf shelf(16, search::Metric::cosine);
  constexpr std::string_view kColors[] = {"red", "blue", "green", "grey"};
  const auto vectors = search::make_vectors(count, 16, 1);
  for (std::size_t i = 0; i < count; ++i)
    shelf.put(static_cast<std::int64_t>(i * 2), concat("id", i),
              i % 5 == 0 ? "" : concat(R"({"1":")", kColors[i % 4], R"(","2":)", i, '}'),
              vectors[i]);
  return shelf;
}

// Ids of those that pass, in the order of their numbers.
std::string passing(const Shelf& shelf, std::string_view filter) {
  const auto conditions = parse_filter(filter);
  EXPECT_TRUE(conditions.has_value());
  TopCandidates top(1'000);
  shelf.search(search::make_vectors(1, 16, 2).front(), *conditions, kIndexes, top);
  auto found = std::move(top).take();
  std::ranges::sort(found, {}, &Candidate::number);
  std::string ids;
  for (const Candidate& candidate : found) ids += concat(ids.empty() ? "" : " ", candidate.id);
  return ids;
}

TEST(Shelf, GivesWhatPassesAFilter) {
  for (const bool is_compressed : {false, true}) {
    Shelf shelf = make_shelf(12);
    if (is_compressed) shelf.compress();
    EXPECT_EQ(passing(shelf, R"({"color":"red"})"), "id4 id8");
    EXPECT_EQ(passing(shelf, R"({"color":{"$ne":"red"}})"),
              "id0 id1 id2 id3 id5 id6 id7 id9 id10 id11");
    EXPECT_EQ(passing(shelf, R"({"color":{"$in":["blue","green"]},"price":{"$gt":2}})"), "id6 id9");
    EXPECT_EQ(passing(shelf, R"({"price":null})"), "id0 id5 id10");
    EXPECT_EQ(passing(shelf, R"({"color":"violet"})"), "");
    EXPECT_EQ(passing(shelf, R"({"weight":{"$ne":1}})"), "") << "nobody knows of it";
  }
}

TEST(Shelf, ForgetsWhatIsTakenOut) {
  Shelf shelf = make_shelf(12);
  shelf.remove(8);
  shelf.remove(9);  // Not there.
  shelf.remove(8);
  EXPECT_EQ(shelf.size(), 11u);
  EXPECT_EQ(passing(shelf, R"({"color":"green"})"), "id2 id6");
  shelf.put(8, "id4", R"({"1":"green"})", search::make_vectors(1, 16, 3).front());
  EXPECT_EQ(shelf.size(), 12u);
  EXPECT_EQ(passing(shelf, R"({"color":"green"})"), "id2 id4 id6");
}

TEST(Shelf, PutsARowInThePlaceOfTheOld) {
  Shelf shelf = make_shelf(8);
  const auto vector = search::make_vectors(1, 16, 9).front();
  shelf.put(6, "new", "", vector);
  EXPECT_EQ(shelf.size(), 8u);
  EXPECT_EQ(passing(shelf, R"({"color":"grey"})"), "id7");
  EXPECT_EQ(passing(shelf, R"({"price":null})"), "id0 new id5");
  EXPECT_EQ(std::vector<float>(shelf.values_of(6).begin(), shelf.values_of(6).end()), vector);
}

TEST(Shelf, KnowsWhatItWeighs) {
  Shelf small = make_shelf(100), large = make_shelf(2'000);
  EXPECT_GT(small.bytes(), 100u * 16u * 4u);
  EXPECT_GT(large.bytes(), 5 * small.bytes());
  EXPECT_LT(large.bytes(), 2'000u * 500u);
}

std::shared_ptr<Shelf> put(Library& library, std::string place, std::size_t count) {
  auto shelf = std::make_shared<Shelf>(make_shelf(count));
  library.put(std::move(place), shelf);
  return shelf;
}

TEST(Library, LetsGoWhatNobodyAskedForTheLongest) {
  const std::size_t one = make_shelf(300).bytes();
  Library library(one * 3 + one / 2);
  put(library, "a", 300);
  put(library, "b", 300);
  put(library, "c", 300);
  EXPECT_TRUE(library.find("a"));
  put(library, "d", 300);
  EXPECT_FALSE(library.find("b"));
  EXPECT_TRUE(library.find("a") && library.find("c") && library.find("d"));
  EXPECT_LE(library.bytes(), library.bytes_max());
  // Who has it in hand keeps it.
  const auto kept = library.find("c");
  library.drop("c");
  EXPECT_FALSE(library.find("c"));
  EXPECT_EQ(kept->size(), 300u);
}

TEST(Library, MakesRoomForSomethingElse) {
  const std::size_t one = make_shelf(300).bytes();
  Library library(one * 3 + one / 2);
  for (const std::string place : {"a", "b", "c"}) put(library, place, 300);
  library.make_room(one / 4);
  EXPECT_EQ(library.size(), 3u);
  library.make_room(one);
  EXPECT_EQ(library.size(), 2u);
  EXPECT_FALSE(library.find("a"));
  library.make_room(one * 10);
  EXPECT_EQ(library.size(), 0u);
}

TEST(Library, KeepsTheLastWhateverItsSize) {
  Library library(10);
  put(library, "a", 300);
  EXPECT_TRUE(library.find("a"));
  put(library, "b", 300);
  EXPECT_EQ(library.size(), 1u);
  EXPECT_TRUE(library.find("b"));
}

}  // namespace
}  // namespace crow::vector_index
