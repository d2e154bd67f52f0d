#include "shared/vector-index/index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "shared/core/text.h"
#include "shared/host/fake/world.h"
#include "shared/host/vectors-contract.h"
#include "shared/search/testing.h"
#include "shared/vector-index/limits.h"

namespace crow::vector_index {
namespace {

class VectorIndexTest : public testing::Test {
 protected:
  VectorIndexTest() {
    world.migrate("workers/vectorize/migrations");
    // Small, or asked for whole.
    for (const std::string_view table : {"metadata_index", "shelf"})
      world.database().allow_scan(table);
  }
  ~VectorIndexTest() override { EXPECT_EQ(world.database().scans(), std::vector<std::string>()); }

  template <typename T>
  Result<T> finish(Task<T> task) {
    std::optional<Result<T>> outcome;
    const Root root =
        run(std::move(task), [&](Result<T> result) { outcome.emplace(std::move(result)); });
    world.run();
    return std::move(*outcome);
  }
  template <typename T>
  T value_of(Task<T> task) {
    auto outcome = finish(std::move(task));
    if (!outcome) {
      ADD_FAILURE() << outcome.error().message << outcome.error().cause;
      return {};
    }
    return std::move(*outcome);
  }
  template <typename T>
  std::string refusal_of(Task<T> task) {
    auto outcome = finish(std::move(task));
    return outcome ? "taken" : concat(outcome.error().name, ": ", outcome.error().message);
  }

  VectorIndex index() { return VectorIndex(Host(1), Database(Host(1), "DB"), config, library); }

  // Vectors "0", "1" … of a namespace.
  std::vector<VectorRecord> make_records(std::size_t count, std::string name_space = "n",
                                         std::uint64_t seed = 1) {
    std::vector<VectorRecord> records;
    const auto vectors =
        search::make_vectors(count, static_cast<std::size_t>(config.dimensions), seed);
    for (std::size_t i = 0; i < count; ++i)
      records.push_back({to_text(static_cast<std::int64_t>(i)), vectors[i], name_space, {}});
    return records;
  }
  void upsert(std::vector<VectorRecord> records) {
    auto own = index();
    while (!records.empty()) {
      const auto some = static_cast<std::ptrdiff_t>(std::min<std::size_t>(records.size(), 500));
      value_of(own.upsert({records.begin(), records.begin() + some}));
      records.erase(records.begin(), records.begin() + some);
    }
  }
  std::string ids(std::vector<float> values, VectorQuery query = {}) {
    auto own = index();
    return vectors_contract::ids_of(value_of(own.query({std::move(query), std::move(values), {}})));
  }

  // What names this database among all.
  std::string birth() {
    world.database().allow_scan("SELECT birth FROM state");
    const auto answer =
        world.database().batch(std::array{Sqlite::Call{"SELECT birth FROM state", "[]"}});
    return answer->substr(5, 32);
  }

  // By the definition, over all records.
  std::string truth(const std::vector<VectorRecord>& records, const std::vector<float>& query,
                    std::size_t most) {
    std::vector<Candidate> all;
    for (const VectorRecord& record : records)
      all.push_back({search::exact_score(config.metric, query, record.values), 0, record.id});
    std::ranges::sort(all, BetterCandidate{});
    std::string out;
    for (std::size_t i = 0; i < std::min(most, all.size()); ++i)
      out += concat(out.empty() ? "" : " ", all[i].id);
    return out;
  }

  World world;
  IndexConfig config{.dimensions = 4};
  Library library{VectorIndex::kLibraryBytes};
};

TEST_F(VectorIndexTest, FindsTheSameInMemoryOfBytesAndOfWholeNumbersAndPageByPage) {
  config.dimensions = 32;
  const auto records = make_records(1'100);
  upsert(records);
  const auto query = search::make_vectors(1, 32, 77).front();
  for (const search::Metric metric :
       {search::Metric::cosine, search::Metric::euclidean, search::Metric::dot_product}) {
    config.metric = metric;
    const std::string expected = truth(records, query, 20);
    library = Library(VectorIndex::kLibraryBytes);
    EXPECT_EQ(ids(query, {.topK = 20, .nameSpace = "n"}), expected);
    // In bytes: what is in memory is made smaller.
    const auto shelf = library.find(concat(birth(), 'n'));
    ASSERT_TRUE(shelf);
    EXPECT_FALSE(shelf->is_approximate());
    shelf->compress();
    EXPECT_EQ(ids(query, {.topK = 20, .nameSpace = "n"}), expected);
    // Without room for it: page by page.
    library = Library(20'000);
    EXPECT_EQ(ids(query, {.topK = 20, .nameSpace = "n"}), expected);
    EXPECT_EQ(library.size(), 0u);
  }
}

TEST_F(VectorIndexTest, ReadsOnlyWhatHasChanged) {
  const auto records = make_records(200);
  upsert(records);
  ids({1, 0, 0, 0}, {.nameSpace = "n"});
  world.operations.clear();
  ids({1, 0, 0, 0}, {.nameSpace = "n"});
  EXPECT_EQ(world.operations, std::vector<std::string>({"d1.batch"})) << "one short question";
  upsert({{"new", {5, 0, 0, 0}, "n", {}}});
  world.operations.clear();
  EXPECT_TRUE(ids({1, 0, 0, 0}, {.nameSpace = "n"}).starts_with("new"));
  EXPECT_EQ(world.operations.size(), 5u);
}

TEST_F(VectorIndexTest, OfTwoInstancesKnowsTheSame) {
  config.dimensions = 8;
  auto records = make_records(300);
  upsert(records);
  const auto query = search::make_vectors(1, 8, 5).front();
  Library other(VectorIndex::kLibraryBytes);
  const auto ask_both = [&] {
    const std::string here = ids(query, {.topK = 30, .nameSpace = "n"});
    std::swap(library, other);
    const std::string there = ids(query, {.topK = 30, .nameSpace = "n"});
    EXPECT_EQ(here, there);
    return here;
  };
  EXPECT_EQ(ask_both(), truth(records, query, 30));
  search::Dice dice(4);
  for (int round = 0; round < 30; ++round) {
    auto own = index();
    const auto at = static_cast<std::size_t>((dice.next() + 1) * 100);
    if (round % 3 == 0) {
      value_of(own.delete_by_ids({records[at].id}));
      records.erase(records.begin() + static_cast<std::ptrdiff_t>(at));
    } else {
      for (float& value : records[at].values) value = dice.next();
      if (round % 3 == 1) records.push_back({concat("x", round), records[at].values, "n", {}});
      value_of(own.upsert({records[at], records.back()}));
    }
    EXPECT_EQ(ask_both(), truth(records, query, 30));
  }
}

TEST_F(VectorIndexTest, ReadsEverythingAgainAfterTooManyChanges) {
  upsert(make_records(20));
  ids({1, 0, 0, 0}, {.nameSpace = "n"});
  auto own = index();
  for (std::int64_t i = 0; i <= Shelf::kChangesMissedMax; ++i)
    value_of(own.delete_by_ids({i == 0 ? "3" : "none"}));
  const std::string found = ids({1, 0, 0, 0}, {.topK = 100, .nameSpace = "n"});
  EXPECT_EQ(std::ranges::count(found, ' '), 18);
}

TEST_F(VectorIndexTest, SearchesAllNamespacesWhenNoneIsNamed) {
  upsert({{"a", {1, 0, 0, 0}, "n", {}}, {"b", {1, 1, 0, 0}, "m", {}}, {"c", {1, 2, 0, 0}, "", {}}});
  EXPECT_EQ(ids({1, 0, 0, 0}), "a b c");
  EXPECT_EQ(ids({1, 0, 0, 0}, {.nameSpace = "m"}), "b");
}

TEST_F(VectorIndexTest, MeasuresAsItWasCreated) {
  upsert({{"near", {1, 1, 0, 0}, "", {}}, {"far", {9, 0, 0, 0}, "", {}}});
  const auto scores = [&] {
    auto own = index();
    std::vector<double> out;
    for (const VectorMatch& match : value_of(own.query({{}, {1, 0, 0, 0}, {}})).matches)
      out.push_back(match.score);
    return out;
  };
  EXPECT_EQ(ids({1, 0, 0, 0}), "far near");
  config.metric = search::Metric::euclidean;
  library = Library(VectorIndex::kLibraryBytes);
  EXPECT_EQ(ids({1, 0, 0, 0}), "near far");
  EXPECT_EQ(scores(), std::vector<double>({1, 8}));
  config.metric = search::Metric::dot_product;
  library = Library(VectorIndex::kLibraryBytes);
  EXPECT_EQ(scores(), std::vector<double>({9, 1}));
}

TEST_F(VectorIndexTest, ShowsWhatWasWrittenWhenTheDelayIsOver) {
  config.visibilityDelayMs = 5'000;
  upsert({{"a", {1, 0, 0, 0}, "n", {}}});
  EXPECT_EQ(ids({1, 0, 0, 0}), "");
  world.now_ms += 2'000;
  upsert({{"a", {0, 1, 0, 0}, "n", {}}, {"b", {1, 0, 0, 0}, "n", {}}});
  world.now_ms += 3'000;
  auto own = index();
  EXPECT_EQ(value_of(own.get_by_ids({"a"})).at(0).values[0], 1) << "the first, and only that";
  EXPECT_EQ(value_of(own.info()).vectorCount, 1);
  value_of(own.delete_by_ids({"a"}));
  // Even with another delay changes keep their order.
  config.visibilityDelayMs = 0;
  auto later = index();
  value_of(later.upsert({{"c", {0, 0, 1, 0}, "n", {}}}));
  EXPECT_EQ(ids({1, 0, 0, 0}), "a");
  world.now_ms += 2'000;
  EXPECT_EQ(ids({1, 0, 0, 0}), "b a");
  world.now_ms += 3'000;
  EXPECT_EQ(ids({1, 0, 0, 0}), "b c");
}

TEST_F(VectorIndexTest, TakesTheLastOfAnIdInAnUpsertAndTheFirstInAnInsert) {
  auto own = index();
  value_of(own.insert({{"a", {1, 0, 0, 0}, "", {}}, {"a", {2, 0, 0, 0}, "", {}}}));
  EXPECT_EQ(value_of(own.get_by_ids({"a"})).at(0).values[0], 1);
  value_of(own.upsert({{"a", {3, 0, 0, 0}, "", {}}, {"a", {4, 0, 0, 0}, "", {}}}));
  EXPECT_EQ(value_of(own.get_by_ids({"a"})).at(0).values[0], 4);
}

TEST_F(VectorIndexTest, WritesAsMuchAsOneCallMayBring) {
  config.dimensions = static_cast<std::int64_t>(kDimensionsMax);
  auto records = make_records(kVectorsWrittenMax);
  auto own = index();
  value_of(own.upsert(records));
  EXPECT_EQ(value_of(own.info()).vectorCount, 1'000);
  EXPECT_EQ(value_of(own.get_by_ids({"999"})).at(0).values, records.back().values);
  records.push_back({"more", records[0].values, "n", {}});
  EXPECT_EQ(refusal_of(own.upsert(records)),
            "40010: too many vectors in payload; max count is 1000, got 1001");
}

TEST_F(VectorIndexTest, RefusesWhatVectorizeRefuses) {
  auto own = index();
  const std::vector<float> good{1, 0, 0, 0};
  EXPECT_EQ(refusal_of(own.upsert({{"a", {1, 2, 3}, "", {}}})),
            "40012: invalid vector for id=\"a\", expected 4 dimensions, and got 3 dimensions");
  EXPECT_EQ(refusal_of(own.insert({{"", good, "", {}}})), "40008: id must not be empty");
  EXPECT_EQ(refusal_of(own.upsert({{"a", good, std::string(65, 'n'), {}}})),
            "40009: namespace too long; max is 64 bytes, got 65 bytes");
  EXPECT_TRUE(refusal_of(own.upsert({{"a", {1, NAN, 0, 0}, "", {}}})).starts_with("40023: "));
  EXPECT_TRUE(
      refusal_of(own.upsert({{"a", good, "", make_object(R"({"$x":1})")}})).starts_with("40011: "));
  EXPECT_EQ(refusal_of(own.delete_by_ids(std::vector<std::string>(101, "a"))),
            "40007: too many ids in payload; max id count is 100, got 101");
  EXPECT_EQ(refusal_of(own.query({{.topK = 0}, good, {}})),
            "40025: top K must be at least 1, but got 0");
  EXPECT_EQ(refusal_of(own.query({{}, {}, {}})),
            "40006: invalid query vector, expected 4 dimensions, and got 0 dimensions");
  EXPECT_EQ(value_of(own.info()).vectorCount, 0) << "nothing of it was written";
}

TEST_F(VectorIndexTest, Has50000NamespacesAtMost) {
  auto own = index();
  const std::vector<float> values = make_records(1)[0].values;
  const auto write = [&](std::vector<std::string> names) {
    std::vector<VectorRecord> records;
    for (const std::string& name : names) records.push_back({"in " + name, values, name, {}});
    return refusal_of(own.upsert(std::move(records)));
  };
  EXPECT_EQ(write({"old"}), "taken");
  const auto filled = world.database().batch(std::array{Sqlite::Call{
      "WITH RECURSIVE other (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM other WHERE i < 49998) "
      "INSERT INTO shelf (namespace, vectors, dimensions) SELECT 'other ' || i, 1, 8 FROM other",
      "[]"}});
  ASSERT_TRUE(filled.has_value());
  EXPECT_EQ(write({"new", "newer"}), "40009: too many namespaces; max is 50000");
  EXPECT_EQ(write({"new"}), "taken") << "this is the last";
  EXPECT_EQ(write({"old", "new"}), "taken");
  EXPECT_EQ(write({"old", "newer"}).substr(0, 5), "40009");
}

TEST_F(VectorIndexTest, WithoutDimensionsHasThoseOfTheFirstVectorOfEachNamespace) {
  config.dimensions = 0;
  auto own = index();
  value_of(own.upsert({{"a", {1, 0}, "two", {}}, {"b", {1, 0, 0}, "three", {}}}));
  EXPECT_EQ(refusal_of(own.upsert({{"c", {1, 0, 0}, "two", {}}})),
            "40012: invalid vector for id=\"c\", expected 2 dimensions, and got 3 dimensions");
  EXPECT_EQ(ids({1, 0}, {.nameSpace = "two"}), "a");
  EXPECT_EQ(refusal_of(own.query({{.nameSpace = "two"}, {1, 0, 0}, {}})),
            "40006: invalid query vector, expected 2 dimensions, and got 3 dimensions");
  EXPECT_EQ(ids({1, 0, 0}), "b") << "everywhere it is only those of its length";
  value_of(own.delete_by_ids({"a"}));
  value_of(own.upsert({{"a", {1, 0, 0, 0, 1}, "two", {}}}));
  EXPECT_EQ(ids({1, 0, 0, 0, 0}, {.nameSpace = "two"}), "a") << "an empty one begins anew";
}

TEST_F(VectorIndexTest, FiltersByWhatHadAnIndexWhenItWasWritten) {
  auto own = index();
  const auto red = [](std::string id) {
    return VectorRecord{std::move(id), {1, 0, 0, 0}, "", make_object(R"({"color":"red"})")};
  };
  const VectorQuery by_color{.filter = make_object(R"({"color":"red"})")};
  value_of(own.upsert({red("a")}));
  EXPECT_EQ(ids({1, 0, 0, 0}, by_color), "");
  value_of(own.create_metadata_index({"color", IndexType::string}));
  EXPECT_EQ(ids({1, 0, 0, 0}, by_color), "");
  value_of(own.upsert({red("b")}));
  EXPECT_EQ(ids({1, 0, 0, 0}, by_color), "b");
  value_of(own.delete_metadata_index("color"));
  EXPECT_EQ(ids({1, 0, 0, 0}, by_color), "");
  value_of(own.create_metadata_index({"color", IndexType::string}));
  EXPECT_EQ(ids({1, 0, 0, 0}, by_color), "") << "a new one knows nothing of the old";
}

TEST_F(VectorIndexTest, HasTenMetadataIndexesAtMost) {
  config.metadataIndexes = {{"declared", IndexType::boolean}};
  auto own = index();
  for (int i = 0; i < 9; ++i)
    value_of(own.create_metadata_index({concat("p", i), IndexType::number}));
  EXPECT_EQ(refusal_of(own.create_metadata_index({"more", IndexType::number})),
            "40013: too many metadata indexes; max is 10");
  EXPECT_EQ(refusal_of(own.create_metadata_index({"p1", IndexType::string})),
            "40013: a metadata index for p1 exists already");
  EXPECT_EQ(refusal_of(own.delete_metadata_index("none")),
            "40013: there is no metadata index for none");
  EXPECT_EQ(refusal_of(own.delete_metadata_index("declared")),
            "40013: the metadata index for declared is declared");
  EXPECT_EQ(refusal_of(own.create_metadata_index({"", IndexType::string})),
            "40013: invalid property name");
  const auto all = value_of(own.list_metadata_indexes());
  ASSERT_EQ(all.metadataIndexes.size(), 10u);
  EXPECT_EQ(all.metadataIndexes[0].propertyName, "declared");
}

TEST_F(VectorIndexTest, ListsIdsByThemselves) {
  upsert(make_records(7));
  auto own = index();
  const auto first = value_of(own.list(3, ""));
  EXPECT_EQ(first.totalCount, 7);
  EXPECT_TRUE(first.isTruncated);
  ASSERT_EQ(first.nextCursor, "2");
  const auto last = value_of(own.list(1'000, *first.nextCursor));
  EXPECT_EQ(last.count, 4);
  EXPECT_EQ(last.vectors.front().id, "3");
  EXPECT_FALSE(last.isTruncated || last.nextCursor);
  EXPECT_NE(refusal_of(own.list(1'001, "")), "taken");
}

TEST_F(VectorIndexTest, LosesNothingOfWhatIsUnderWayWhileItReads) {
  config.dimensions = 64;
  auto records = make_records(600);
  upsert(records);
  // The query has read its first page when another request writes.
  std::optional<Result<VectorMatches>> found;
  const auto query = search::make_vectors(1, 64, 3).front();
  auto own = index();
  own.page_bytes = 40'000;
  const Root root = run(own.query({{.topK = 10, .nameSpace = "n"}, query, {}}),
                        [&](Result<VectorMatches> result) { found.emplace(std::move(result)); });
  world.run(3);
  EXPECT_FALSE(found.has_value());
  records[5].values = query;
  records.push_back({"late", query, "n", {}});
  upsert({records[5], records.back()});
  ASSERT_TRUE(found && *found);
  EXPECT_EQ(ids(query, {.topK = 10, .nameSpace = "n"}), truth(records, query, 10));
}

}  // namespace
}  // namespace crow::vector_index
