#include "shared/language/numbers.h"

#include <gtest/gtest.h>

#include <cmath>

namespace crow::language {
namespace {

TEST(Numbers, LogarithmIsThatOfTheLibraryToTheLastBits) {
  for (double value = 1e-6; value < 1e7; value *= 1.0137)
    EXPECT_NEAR(log_of(value), std::log(value), 4e-16 * (1 + std::fabs(std::log(value)))) << value;
  EXPECT_EQ(log_of(1), 0);
}

TEST(Numbers, ANormalVectorHasLengthOne) {
  std::vector<float> values = {3, 4, 0};
  EXPECT_TRUE(normalise(values));
  EXPECT_EQ(values, (std::vector<float>{0.6f, 0.8f, 0}));
  std::vector<float> none = {0, 0};
  EXPECT_FALSE(normalise(none));
}

}  // namespace
}  // namespace crow::language
