#include "shared/search/vector-set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "shared/core/describe.h"
#include "shared/search/testing.h"
#include "shared/search/top.h"

namespace crow::search {
namespace {

struct Hit {
  float score;
  std::size_t slot;
};
struct Better {
  bool operator()(const Hit& a, const Hit& b) const {
    return a.score != b.score ? a.score > b.score : a.slot < b.slot;
  }
};
using Vectors = std::vector<std::vector<float>>;

std::vector<Hit> search(const VectorSet& set, std::span<const float> query, std::size_t most,
                        std::span<const std::uint8_t> allowed = {}) {
  Top<Hit, Better> top(most);
  set.each_score(set.prepare(query), allowed, top.floor(), [&](std::size_t slot, float score) {
    top.offer({score, slot});
    return top.floor();
  });
  return std::move(top).take();
}

// By the definition, one by one.
std::vector<Hit> truth(const Vectors& vectors, Metric metric, std::span<const float> query,
                       std::size_t most) {
  std::vector<Hit> all;
  for (std::size_t slot = 0; slot < vectors.size(); ++slot)
    all.push_back({exact_score(metric, query, vectors[slot]), slot});
  std::ranges::sort(all, Better{});
  all.resize(std::min(most, all.size()));
  return all;
}

VectorSet make_set(const Vectors& vectors, Metric metric) {
  VectorSet set(vectors.front().size(), metric);
  for (const auto& vector : vectors) set.append(vector);
  return set;
}

constexpr Metric kMetrics[] = {Metric::cosine, Metric::euclidean, Metric::dot_product};

TEST(VectorSet, FindsWhatIsNearestByEachMetric) {
  const Vectors vectors = make_vectors(2'100, 40, 1);
  const Vectors queries = make_vectors(5, 40, 2);
  for (const Metric metric : kMetrics) {
    const VectorSet set = make_set(vectors, metric);
    for (const auto& query : queries) {
      const auto found = search(set, query, 20);
      const auto expected = truth(vectors, metric, query, 20);
      ASSERT_EQ(found.size(), 20u);
      for (std::size_t i = 0; i < 20; ++i) {
        EXPECT_EQ(found[i].slot, expected[i].slot) << name_of(metric) << i;
        EXPECT_NEAR(found[i].score, expected[i].score, 1e-3);
      }
    }
  }
}

// What the index does: bytes for four times as many as are wanted, all of the precision for those.
double recall(Metric metric, const Vectors& vectors, const Vectors& queries) {
  VectorSet set = make_set(vectors, metric);
  set.compress();
  std::size_t found = 0;
  for (const auto& query : queries) {
    Top<Hit, Better> again(10);
    for (const Hit& hit : search(set, query, 40))
      again.offer({exact_score(metric, query, vectors[hit.slot]), hit.slot});
    std::set<std::size_t> expected;
    for (const Hit& hit : truth(vectors, metric, query, 10)) expected.insert(hit.slot);
    for (const Hit& hit : std::move(again).take()) found += expected.count(hit.slot);
  }
  return static_cast<double>(found) / (10.0 * static_cast<double>(queries.size()));
}

TEST(VectorSet, OfBytesMissesLessThanOneOfAHundred) {
  for (const std::size_t dimensions : {96u, 384u}) {
    const Vectors vectors = make_vectors(3'000, dimensions, dimensions);
    const Vectors queries = make_vectors(20, dimensions, dimensions + 1);
    for (const Metric metric : kMetrics)
      EXPECT_GE(recall(metric, vectors, queries), 0.99) << name_of(metric);
  }
}

// Large numbers that share a sum of 16 bits make the steps of a query coarser.
TEST(VectorSet, OfBytesMissesNoMoreWhereAFewNumbersOfAQueryAreLarge) {
  const Vectors vectors = make_vectors(3'000, 384, 17);
  Vectors queries = make_vectors(20, 384, 18);
  for (auto& query : queries)
    for (std::size_t i = 0; i < query.size(); i += 64)
      for (const std::size_t next : {0u, 1u, 16u, 17u}) query[i + next] *= 20;
  for (const Metric metric : kMetrics)
    EXPECT_GE(recall(metric, vectors, queries), 0.99) << name_of(metric);
}

TEST(VectorSet, OfBytesScoresNearlyAsExactly) {
  const Vectors vectors = make_vectors(50, 96, 5);
  for (const Metric metric : kMetrics) {
    VectorSet set = make_set(vectors, metric);
    set.compress();
    EXPECT_TRUE(set.is_compressed());
    // The square of the query's length is left out: the order is what counts.
    double query_square = 0;
    for (const float value : vectors[0]) query_square += value * value;
    for (const Hit& hit : search(set, vectors[0], 50)) {
      const double score = hit.score - (metric == Metric::euclidean ? query_square : 0);
      EXPECT_NEAR(score, exact_score(metric, vectors[0], vectors[hit.slot]),
                  metric == Metric::cosine ? 0.01 : 0.5);
    }
  }
}

TEST(VectorSet, LooksOnlyAtWhatIsAllowed) {
  const Vectors vectors = make_vectors(1'500, 24, 8);
  for (const bool is_compressed : {false, true}) {
    VectorSet set = make_set(vectors, Metric::cosine);
    if (is_compressed) set.compress();
    // Few of them, and most of them: the two are scanned in different ways.
    for (const std::size_t step : {97u, 2u}) {
      std::vector<std::uint8_t> allowed(vectors.size(), step == 2 ? 1 : 0);
      for (std::size_t slot = 0; slot < allowed.size(); slot += step)
        allowed[slot] = step == 2 ? 0 : 1;
      const auto all = search(set, vectors[3], vectors.size());
      const auto some = search(set, vectors[3], vectors.size(), allowed);
      std::vector<Hit> expected;
      for (const Hit& hit : all)
        if (allowed[hit.slot] != 0) expected.push_back(hit);
      ASSERT_EQ(some.size(), expected.size());
      for (std::size_t i = 0; i < some.size(); ++i) {
        EXPECT_EQ(some[i].slot, expected[i].slot);
        EXPECT_EQ(some[i].score, expected[i].score);
      }
    }
  }
}

TEST(VectorSet, ReplacesAVector) {
  const Vectors vectors = make_vectors(30, 20, 9);
  for (const bool is_compressed : {false, true}) {
    VectorSet set = make_set(vectors, Metric::cosine);
    if (is_compressed) set.compress();
    set.replace(17, vectors[4]);
    const auto found = search(set, vectors[4], 2);
    EXPECT_EQ(found[0].slot, 4u);
    EXPECT_EQ(found[1].slot, 17u);
    EXPECT_EQ(found[0].score, found[1].score);
  }
}

TEST(VectorSet, TakesAVectorOfZeros) {
  for (const Metric metric : kMetrics) {
    VectorSet set(3, metric);
    set.append(std::array{0.0F, 0.0F, 0.0F});
    set.append(std::array{1.0F, 0.0F, 0.0F});
    for (int round = 0; round < 2; ++round) {
      const auto found = search(set, std::array{1.0F, 0.0F, 0.0F}, 2);
      EXPECT_EQ(found.front().slot, 1u);
      EXPECT_EQ(search(set, std::array{0.0F, 0.0F, 0.0F}, 2).size(), 2u);
      set.compress();
    }
  }
  EXPECT_EQ(exact_score(Metric::cosine, std::array{0.0F}, std::array{1.0F}), 0);
}

TEST(VectorSet, TakesNumbersOfAnySize) {
  for (const float size : {1e-40F, 1e-30F, 1e15F}) {
    VectorSet set(2, Metric::cosine);
    set.append(std::array{size, 0.0F});
    set.append(std::array{0.0F, size});
    set.compress();
    const auto found = search(set, std::array{0.0F, 3.0F}, 1);
    EXPECT_TRUE(found.front().score >= 0) << size;
  }
}

TEST(VectorSet, IsSmallWhileItHoldsLittle) {
  for (const bool is_compressed : {false, true}) {
    VectorSet set(384, Metric::cosine);
    if (is_compressed) set.compress();
    const Vectors vectors = make_vectors(1'100, 384, 6);
    for (std::size_t i = 0; i < vectors.size(); ++i) {
      set.append(vectors[i]);
      if (i == 10) {
        EXPECT_LT(set.bytes(), 120'000u);
      }
      if (i == 63 || i == 64 || i == 300 || i == 1'099) {
        EXPECT_EQ(search(set, vectors[i / 2], 1).front().slot, i / 2);
      }
    }
  }
}

TEST(VectorSet, IsAQuarterOfTheSizeAsBytes) {
  VectorSet set = make_set(make_vectors(2'048, 384, 4), Metric::cosine);
  const std::size_t before = set.bytes();
  set.compress();
  EXPECT_LT(set.bytes() * 37, before * 10);
  EXPECT_GE(set.bytes(), 2'048u * 384u);
}

TEST(Metric, IsShownAsPeopleExpectIt) {
  EXPECT_EQ(to_metric(Metric::cosine, 0.5F), 0.5F);
  EXPECT_EQ(to_metric(Metric::dot_product, -3), -3);
  EXPECT_EQ(to_metric(Metric::euclidean, -25), 5);
}

}  // namespace
}  // namespace crow::search
