#include "shared/catalog/vectors.h"

#include <gtest/gtest.h>

namespace crow::products {
namespace {

TEST(TextId, NamesAProduct) {
  EXPECT_EQ(number_of(text_id(17)), 17);
  EXPECT_LE(text_id(9'007'199'254'740'991).size(), 47u);
  for (const std::string_view none : {"", "x", "p", "17", "px"}) EXPECT_EQ(number_of(none), 0);
}

}  // namespace
}  // namespace crow::products
