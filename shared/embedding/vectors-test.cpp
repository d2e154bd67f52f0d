#include "shared/embedding/vectors.h"

#include <gtest/gtest.h>

#include "shared/host/fake/world.h"

namespace crow::embedding {
namespace {

TEST(VectorId, SaysTextAndModelWithin64Bytes) {
  const std::string text(47, 't');
  const std::string id = vector_id(text, "a model with a long name");
  EXPECT_LE(id.size(), kVectorIdBytes);
  EXPECT_EQ(text_id_of(id), text);
  EXPECT_EQ(text_id_of(vector_id("3.key", "one")), "3.key");
  EXPECT_NE(vector_id("a", "one"), vector_id("a", "two"));
  EXPECT_NE(vector_id("a", "one"), vector_id("b", "one"));
}

TEST(VectorId, OfOthersIsNone) {
  for (const std::string_view id : {"", "x", "1.a", "1.a.b", "...", "p17.0123456789abcde"})
    EXPECT_EQ(text_id_of(id), "") << id;
}

TEST(Meaning, IsThereWhereTheDeploymentSaysSo) {
  World world;
  EXPECT_FALSE(has_meaning());
  world.set_variable("MEANING", "on");
  EXPECT_TRUE(has_meaning());
}

}  // namespace
}  // namespace crow::embedding
