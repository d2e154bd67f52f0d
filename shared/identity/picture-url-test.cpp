#include "shared/identity/picture-url.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"
#include "shared/host/fake/world.h"

namespace crow {
namespace {

TEST(PictureUrl, SaysWhoseItIs) {
  World world;
  world.set_variable("BASE_URL", "https://api.crowai.dev");
  const std::string key = concat("ada-", std::string(32, 'x'));
  const std::string url = picture_url(key);
  EXPECT_EQ(url, concat("https://api.crowai.dev/api/v1/users/pictures/", key));
  EXPECT_EQ(own_picture_key(url, "ada"), key);
  for (const std::string_view other : {"ad", "adam", "bob", ""})
    EXPECT_EQ(own_picture_key(url, other), "") << other;
  for (const std::string& wrong : {url + "?x", url + "/", "x" + url, key, url.substr(0, 40)})
    EXPECT_EQ(own_picture_key(wrong, "ada"), "") << wrong;
}

TEST(PictureUrl, IsShownWhenThePlatformServesItAlone) {
  World world;
  world.set_variable("BASE_URL", "https://api.crowai.dev");
  const std::string key = concat("ada-", std::string(32, 'x'));
  const auto shown = [](std::optional<std::string> url) {
    keep_own_picture(url, "ada");
    return url.value_or("none");
  };
  EXPECT_EQ(shown(picture_url(key)), picture_url(key));
  EXPECT_EQ(shown(std::nullopt), "none");
  for (const std::string& url : {std::string("https://evil.example/x.png"), std::string(),
                                 concat("https://evil.example/api/v1/users/pictures/", key),
                                 picture_url(concat("bob-", std::string(32, 'x')))})
    EXPECT_EQ(shown(url), "none") << url;
}

}  // namespace
}  // namespace crow
