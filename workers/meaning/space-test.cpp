#include "workers/meaning/space.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"
#include "shared/host/vectors.h"

namespace crow::meaning {
namespace {

TEST(VectorId, SaysSpaceKeyAndModelWithin64Bytes) {
  const std::string key(32, 'k');
  const std::string id = vector_id(1'234'567'890'123, key, "a model with a long name");
  EXPECT_LE(id.size(), kVectorIdBytes);
  EXPECT_EQ(key_of_vector(id), key);
  EXPECT_NE(vector_id(1, "a", "one"), vector_id(1, "a", "two"));
  EXPECT_NE(vector_id(1, "a", "one"), vector_id(2, "a", "one"));
}

TEST(VectorId, OfOthersIsNone) {
  for (const std::string_view id : {"", "x", "1.a", "1.a.b", "...", "p17.0123456789abcdef"})
    EXPECT_EQ(key_of_vector(id), "") << id;
}

TEST(Learner, IsAnIdWhateverTheOrganizationIsCalled) {
  EXPECT_EQ(learner_of("north", "posts"), "north_posts");
  const std::string organization(60, 'n');
  EXPECT_EQ(learner_of(organization, "posts").size(), 64u);
  EXPECT_NE(learner_of(organization, "posts"), learner_of(organization, "notes"));
}

}  // namespace
}  // namespace crow::meaning
