#include "shared/search/kernels.h"

#include <gtest/gtest.h>

#include <array>
#include <numeric>
#include <set>
#include <vector>

#include "shared/search/testing.h"

namespace crow::search {
namespace {

TEST(Kernels, AddWhatALoopAdds) {
  for (const std::size_t stride : {32u, 64u, 96u, 768u}) {
    for (const std::size_t count : {1u, 3u, 4u, 5u, 11u}) {
      Dice dice(stride + count);
      std::vector<float> query(stride), rows(stride * count);
      for (float& value : query) value = dice.next();
      for (float& value : rows) value = dice.next();
      std::vector<float> products(count), distances(count);
      dot_rows(query.data(), rows.data(), count, stride, products.data());
      squared_distance_rows(query.data(), rows.data(), count, stride, distances.data());
      for (std::size_t row = 0; row < count; ++row) {
        double product = 0, distance = 0;
        for (std::size_t i = 0; i < stride; ++i) {
          const double value = rows[row * stride + i];
          product += query[i] * value;
          distance += (query[i] - value) * (query[i] - value);
        }
        EXPECT_NEAR(products[row], product, 1e-4);
        EXPECT_NEAR(distances[row], distance, 1e-3);
      }
    }
  }
}

TEST(Kernels, MultiplyBytesExactlyAlsoTheLargest) {
  constexpr std::size_t kStride = 1'536, kCount = 7;
  Dice dice(3);
  std::vector<std::int8_t> query(kStride), rows(kStride * whole_groups(kCount));
  for (std::int8_t& value : query) value = static_cast<std::int8_t>(dice.next() * kLargestQuad / 4);
  // Sums of four as large as can be, above zero and below.
  for (const std::size_t i : {0u, 1u, 16u, 17u}) {
    query[i] = i < 16 ? 127 : 2;
    query[i + 32] = i < 16 ? -127 : -2;
  }
  std::array<std::int32_t, kCount> products = {};
  for (std::size_t row = 0; row < kCount; ++row) {
    for (std::size_t i = 0; i < kStride; ++i) {
      const float value = i < 64 ? 63 : dice.next() * 63;
      const auto code = static_cast<std::int8_t>(value);
      rows[place_of(row, i, kStride)] = static_cast<std::int8_t>(code + kRowMiddle);
      products[row] += query[i] * code;
    }
  }
  const std::int32_t shift = -kRowMiddle * std::accumulate(query.begin(), query.end(), 0);
  const std::vector<float> factors(whole_groups(kCount), 0.5F);
  std::vector<float> scores(whole_groups(kCount));
  score_rows(query.data(), rows.data(), factors.data(), 3, shift, kCount, kStride, scores.data());
  for (std::size_t row = 0; row < kCount; ++row)
    EXPECT_EQ(scores[row], 3 * 0.5F * static_cast<float>(products[row]));
}

TEST(Kernels, MixTheRowsOfAGroupByThirtyTwoBytes) {
  constexpr std::size_t kStride = 96;
  std::set<std::size_t> places;
  for (std::size_t row = 0; row < 8; ++row)
    for (std::size_t i = 0; i < kStride; ++i) places.insert(place_of(row, i, kStride));
  EXPECT_EQ(places.size(), 8 * kStride);
  EXPECT_EQ(*places.rbegin(), 8 * kStride - 1);
  EXPECT_EQ(place_of(1, 0, kStride), 32u);
  EXPECT_EQ(place_of(0, 33, kStride), 129u);
  EXPECT_EQ(place_of(5, 95, kStride), 4 * kStride + 2 * 128 + 32 + 31);
}

TEST(Kernels, ScaleAndAddRowByRow) {
  std::vector<float> scores{1, 2, 3, 4, 5};
  const std::vector<float> factors{1, 2, 3, 4, 5}, offsets{0, 1, 0, 1, 0};
  scale_rows(scores.data(), factors.data(), 2, scores.size());
  EXPECT_EQ(scores, std::vector<float>({2, 8, 18, 32, 50}));
  add_rows(scores.data(), offsets.data(), scores.size());
  EXPECT_EQ(scores, std::vector<float>({2, 9, 18, 33, 50}));
}

TEST(Kernels, FindTheFirstThatIsEnough) {
  const std::vector<float> scores{1, 2, 3, 9, 1, 1, 1, 1, 1, 7, 8};
  EXPECT_EQ(find_at_least(scores.data(), 0, scores.size(), 7), 3u);
  EXPECT_EQ(find_at_least(scores.data(), 4, scores.size(), 7), 9u);
  EXPECT_EQ(find_at_least(scores.data(), 10, scores.size(), 7), 10u);
  EXPECT_EQ(find_at_least(scores.data(), 4, 9, 7), 9u);
  EXPECT_EQ(find_at_least(scores.data(), 0, scores.size(), 10), scores.size());
  EXPECT_EQ(find_at_least(scores.data(), 11, scores.size(), 0), scores.size());
}

TEST(Kernels, PadARowToWholeSteps) {
  EXPECT_EQ(stride_of(1), 32u);
  EXPECT_EQ(stride_of(32), 32u);
  EXPECT_EQ(stride_of(33), 64u);
  EXPECT_EQ(stride_of(1'536), 1'536u);
}

}  // namespace
}  // namespace crow::search
