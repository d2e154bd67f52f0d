#include "shared/language/eigen.h"

#include <gtest/gtest.h>

#include "shared/language/numbers.h"

namespace crow::language {
namespace {

TEST(Eigen, OfAMatrixWorkedByHand) {
  const Eigen eigen = eigen_of({2, 1, 1, 2}, 2);
  EXPECT_NEAR(eigen.values[0], 3, 1e-14);
  EXPECT_NEAR(eigen.values[1], 1, 1e-14);
  EXPECT_NEAR(eigen.vectors[0] * eigen.vectors[0], 0.5, 1e-14);
}

TEST(Eigen, TurnsAMatrixIntoItsValues) {
  constexpr std::size_t kSize = 24;
  std::vector<double> matrix(kSize * kSize);
  for (std::size_t i = 0; i < kSize; ++i)
    for (std::size_t j = 0; j <= i; ++j)
      matrix[i * kSize + j] = matrix[j * kSize + i] =
          static_cast<double>(mix(i * 100 + j) >> 40) / (1 << 24) - 0.5;
  const Eigen eigen = eigen_of(matrix, kSize);
  for (std::size_t j = 0; j < kSize; ++j) {
    if (j > 0) EXPECT_GE(eigen.values[j - 1], eigen.values[j]);
    for (std::size_t i = 0; i < kSize; ++i) {
      double image = 0;
      for (std::size_t k = 0; k < kSize; ++k)
        image += matrix[i * kSize + k] * eigen.vectors[k * kSize + j];
      EXPECT_NEAR(image, eigen.values[j] * eigen.vectors[i * kSize + j], 1e-12);
    }
  }
}

TEST(Eigen, OfNothingAndOfADiagonal) {
  EXPECT_TRUE(eigen_of({}, 0).values.empty());
  const Eigen eigen = eigen_of({1, 0, 0, 0, 3, 0, 0, 0, 2}, 3);
  EXPECT_EQ(eigen.values, (std::vector<double>{3, 2, 1}));
}

}  // namespace
}  // namespace crow::language
