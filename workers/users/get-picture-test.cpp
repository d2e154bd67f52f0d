#include "workers/users/testing.h"

namespace crow::users {
namespace {

TEST(GetPicture, KnowsNoOtherKeys) {
  Portraits world;
  for (const char* key : {"a", "a-b", "..", "%2e%2e", "user-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    EXPECT_EQ(world.get(concat("/api/v1/users/pictures/", key)).status, 404) << key;
}

}  // namespace
}  // namespace crow::users
