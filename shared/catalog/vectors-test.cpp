#include "shared/catalog/vectors.h"

#include <gtest/gtest.h>

#include "shared/host/fake/world.h"

namespace crow::products {
namespace {

TEST(Vectors, AreNamedByProductAndModel) {
  EXPECT_EQ(number_of_vector(vector_id(17, "builtin")), 17);
  EXPECT_NE(vector_id(17, "builtin"), vector_id(17, "other"));
  EXPECT_LE(vector_id(9'007'199'254'740'991, "a model with a long name").size(), 64u);
  EXPECT_EQ(number_of_vector("x"), 0);
  EXPECT_EQ(number_of_vector(""), 0);
}

TEST(Vectors, AreThereWhereTheDeploymentSaysSo) {
  World world;
  EXPECT_FALSE(has_meaning());
  world.set_variable("MEANING", "on");
  EXPECT_TRUE(has_meaning());
}

}  // namespace
}  // namespace crow::products
