#include "shared/search/kernels.h"

#include <gtest/gtest.h>

#include "shared/search/testing.h"

namespace crow::search {
namespace {

TEST(Kernels, AddWhatALoopAdds) {
  for (const std::size_t stride : {16u, 32u, 48u, 768u}) {
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

TEST(Kernels, GiveARowOneScoreAloneOrAmongOthers) {
  constexpr std::size_t kStride = 112, kCount = 9;
  Dice dice(7);
  std::vector<float> query(kStride), rows(kStride * kCount), products(kCount), distances(kCount);
  for (float& value : query) value = dice.next();
  for (float& value : rows) value = dice.next();
  dot_rows(query.data(), rows.data(), kCount, kStride, products.data());
  squared_distance_rows(query.data(), rows.data(), kCount, kStride, distances.data());
  for (std::size_t row = 0; row < kCount; ++row) {
    EXPECT_EQ(products[row], dot(query.data(), rows.data() + row * kStride, kStride));
    EXPECT_EQ(distances[row], squared_distance(query.data(), rows.data() + row * kStride, kStride));
  }
}

TEST(Kernels, AddBytesExactlyAlsoTheLargest) {
  constexpr std::size_t kStride = 1'536, kCount = 7;
  Dice dice(3);
  std::vector<std::int16_t> query(kStride);
  std::vector<std::int8_t> rows(kStride * kCount);
  for (std::size_t i = 0; i < kStride; ++i) query[i] = static_cast<std::int16_t>(dice.next() * 127);
  for (std::int8_t& value : rows) value = static_cast<std::int8_t>(dice.next() * 127);
  // The first row and the last as large as can be, with and without the query.
  for (std::size_t i = 0; i < kStride; ++i) {
    rows[i] = query[i] < 0 ? -127 : 127;
    rows[(kCount - 1) * kStride + i] = -127;
  }
  std::vector<std::int32_t> products(kCount);
  dot_rows(query.data(), rows.data(), kCount, kStride, products.data());
  for (std::size_t row = 0; row < kCount; ++row) {
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < kStride; ++i) sum += query[i] * rows[row * kStride + i];
    EXPECT_EQ(products[row], sum);
  }
}

TEST(Kernels, PadARowToWholeSteps) {
  EXPECT_EQ(stride_of(1), 16u);
  EXPECT_EQ(stride_of(16), 16u);
  EXPECT_EQ(stride_of(17), 32u);
  EXPECT_EQ(stride_of(1'536), 1'536u);
}

}  // namespace
}  // namespace crow::search
