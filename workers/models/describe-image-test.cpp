#include "workers/models/testing.h"

namespace crow::models {
namespace {

TEST(DescribeImage, SaysWhatIsKnownOfIt) {
  Models world;
  const auto made = world.ask<Description>("describe-image", R"({"name":"Alder Runner","alt":"",
      "category":"Shoes","width":800,"height":600,"colours":[{"hex":"#ffffff","share":0.6},
      {"hex":"#c01818","share":0.3},{"hex":"#0000ff","share":0.01}]})");
  EXPECT_EQ(made.text, "Alder Runner, in red and white, 800 by 600 pixels.");
  EXPECT_EQ(made.features, (std::vector<std::string>{"red", "white", "landscape", "800 by 600"}));
  EXPECT_EQ(made.model, "builtin:templates-1");
}

TEST(DescribeImage, PrefersWhatThePageSays) {
  Models world;
  EXPECT_EQ(
      world.ask<Description>("describe-image", R"({"name":"A","alt":"The shoe from above."})").text,
      "The shoe from above.");
}

TEST(DescribeImage, OfNothingSaysSo) {
  Models world;
  EXPECT_EQ(world.ask<Description>("describe-image", "{}").text, "An image.");
}

}  // namespace
}  // namespace crow::models
