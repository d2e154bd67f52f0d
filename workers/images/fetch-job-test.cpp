#include "shared/core/time.h"
#include "workers/images/testing.h"

namespace crow::images {
namespace {

using vision::fixture;

TEST(Images, AreFetchedKeptAndToldOf) {
  Pictures world;
  world.put("/a.jpg", fixture("shoe.jpg"));
  world.put("/b.bmp", thing(640, 400, kRed));
  world.put("/c.webp", fixture("lossy.webp"));
  ASSERT_EQ(world.add("shoe", {"/a.jpg", "/b.bmp", "/c.webp"}).status, 200);
  world.work();
  EXPECT_EQ(world.shown("north/shoe"), "40x30 640x400 40x30");
  const auto& images = world.told["north/shoe"];
  for (const auto& image : images) {
    EXPECT_TRUE(KeyFormat::matches(image.key.value)) << image.key.value;
    EXPECT_EQ(image.url.value, "https://api.example/api/v1/products/images/" + image.key.value);
    EXPECT_EQ(image.alt->value, "Seen from the side");
  }
  EXPECT_EQ(*world.bucket().bytes_of(images[0].key), fixture("shoe.jpg"));
  EXPECT_EQ(world.bucket().size(), 4u);  // One of them is large, and has a thumbnail.
  const auto& seen = world.seen["north/shoe"];
  EXPECT_EQ(seen.caption->value, "A picture of Red shoe.");
  EXPECT_EQ(seen.mode.value, "builtin");
  EXPECT_EQ(seen.model.value, "builtin:templates:1");
  ASSERT_FALSE(seen.colours.value.empty());
  EXPECT_EQ(seen.colours.value[0].value, "red");
  EXPECT_EQ(seen.features.value.size(), 3u);
  EXPECT_EQ(world.failures(), "");
}

TEST(Images, OfTwoOrganizationsShareNothing) {
  Pictures world;
  world.put("/a.jpg", fixture("shoe.jpg"));
  world.add("shoe", {"/a.jpg"}, "north");
  world.work();
  world.add("shoe", {"/a.jpg"}, "south");
  world.work();
  EXPECT_EQ(world.shown("north/shoe"), "40x30");
  EXPECT_EQ(world.shown("south/shoe"), "40x30");
  EXPECT_NE(world.told["north/shoe"][0].key.value, world.told["south/shoe"][0].key.value);
  EXPECT_EQ(world.visits[world.url("/a.jpg")], 2);
  EXPECT_EQ(world.described, 2);
  EXPECT_EQ(world.bucket().size(), 2u);
}

TEST(Images, OfTwoProductsAreFetchedOnce) {
  Pictures world;
  world.put("/a.jpg", fixture("shoe.jpg"));
  world.add("shoe", {"/a.jpg"});
  world.add("boot", {"/a.jpg"}, "north", "Boot");
  world.work();
  EXPECT_EQ(world.visits[world.url("/a.jpg")], 1);
  EXPECT_EQ(world.told["north/shoe"][0].key.value, world.told["north/boot"][0].key.value);
  // Templates go by what they are told, so each product has its own words.
  EXPECT_EQ(world.seen["north/boot"].caption->value, "A picture of Boot.");
}

TEST(Images, AreWholeWhereverTheProcessDies) {
  for (const bool is_done : {false, true})
    for (std::size_t step = 1;; step += 3) {
      Pictures world;
      world.put("/a.jpg", fixture("shoe.jpg"));
      world.put("/b.bmp", thing(340, 20, kBlue));
      world.add("shoe", {"/a.jpg", "/b.bmp"});
      world.wake();
      world.run(step);
      const bool is_over = world.waiting() == 0;
      world.kill(is_done);
      world.now_ms += 2 * kMinute;
      world.work(6);
      EXPECT_EQ(world.shown("north/shoe"), "40x30 340x20") << step;
      EXPECT_EQ(world.bucket().size(), 3u) << step;
      EXPECT_EQ(world.seen["north/shoe"].caption->value, "A picture of Red shoe.") << step;
      EXPECT_EQ(world.add("shoe", {"/a.jpg", "/b.bmp"}).body, R"({"isQueued":false})") << step;
      if (is_over || testing::Test::HasFailure()) break;
    }
}

}  // namespace
}  // namespace crow::images
