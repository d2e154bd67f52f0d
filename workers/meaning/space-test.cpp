#include "workers/meaning/space.h"

#include <gtest/gtest.h>

#include "shared/embedding/vectors.h"

namespace crow::meaning {
namespace {

TEST(TextId, SaysSpaceAndKeyAndLeavesRoomForTheModel) {
  const std::string key(32, 'k');
  const std::string id = text_id(12'345'678'901'234, key);
  EXPECT_EQ(key_of(id), key);
  EXPECT_LE(embedding::vector_id(id, "a model").size(), kVectorIdBytes);
  EXPECT_NE(text_id(1, "a"), text_id(2, "a"));
}

TEST(TextId, OfOthersHasNoKey) {
  for (const std::string_view id : {"", "x", "p17"}) EXPECT_EQ(key_of(id), "") << id;
}

TEST(Learner, IsAnIdWhateverTheOrganizationIsCalled) {
  EXPECT_EQ(learner_of("north", "posts"), "north_posts");
  const std::string organization(60, 'n');
  EXPECT_EQ(learner_of(organization, "posts").size(), 64u);
  EXPECT_NE(learner_of(organization, "posts"), learner_of(organization, "notes"));
}

}  // namespace
}  // namespace crow::meaning
