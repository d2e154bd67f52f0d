#include "workers/users/picture.h"

#include "workers/users/testing.h"

namespace crow::users {
namespace {

TEST(Picture, KeysSayWhoseTheyAre) {
  World world;
  const std::string key = new_key("ada");
  EXPECT_TRUE(PictureKeyFormat::matches(key)) << key;
  EXPECT_NE(key, new_key("ada"));
}

}  // namespace
}  // namespace crow::users
