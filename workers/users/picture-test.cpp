#include "workers/users/picture.h"

#include "workers/users/testing.h"

namespace crow::users {
namespace {

TEST(Picture, KeysSayWhoseTheyAre) {
  World world;
  world.set_variable("BASE_URL", "https://api.crowai.dev");
  const std::string key = new_key("ada");
  EXPECT_TRUE(PictureKeyFormat::matches(key)) << key;
  EXPECT_NE(key, new_key("ada"));
  const std::string url = url_of(key);
  EXPECT_EQ(own_key_of(url, "ada"), key);
  for (const std::string_view other : {"ad", "adam", "bob", ""})
    EXPECT_EQ(own_key_of(url, other), "") << other;
  for (const std::string& wrong : {url + "?x", url + "/", "x" + url, key, url.substr(0, 40)})
    EXPECT_EQ(own_key_of(wrong, "ada"), "") << wrong;
}

}  // namespace
}  // namespace crow::users
