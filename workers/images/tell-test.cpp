#include "workers/images/testing.h"

namespace crow::images {
namespace {

using vision::fixture;

TEST(Images, ThatAllFailLeaveTheShopsOwn) {
  Pictures world;
  world.add("shoe", {"/gone"});
  world.work();
  EXPECT_EQ(world.calls, 1);
  EXPECT_TRUE(world.told.at("north/shoe").empty());
  EXPECT_EQ(world.failures(), "/gone not_found");
}

TEST(Images, ThatLookTheSameAreShownOnceInTheLargestSize) {
  Pictures world;
  world.put("/small.bmp", thing(120, 80, kRed));
  world.put("/large.bmp", thing(600, 400, kRed));
  world.put("/blue.bmp", thing(120, 80, kBlue));
  world.put("/same.bmp", thing(120, 80, kRed));
  world.add("shoe", {"/small.bmp", "/blue.bmp", "/large.bmp", "/same.bmp"});
  world.work();
  EXPECT_EQ(world.shown("north/shoe"), "600x400 120x80");
  EXPECT_EQ(world.bucket().size(), 4u);  // Three pictures for four addresses, and a thumbnail.
}

TEST(Images, AreShownWhileNobodyDescribesThem) {
  Pictures world;
  world.put("/a.jpg", fixture("shoe.jpg"));
  world.is_ai_away = true;
  world.add("shoe", {"/a.jpg"});
  world.work(5);
  EXPECT_EQ(world.shown("north/shoe"), "40x30");
  EXPECT_EQ(world.seen.count("north/shoe"), 0u);
  world.is_ai_away = false;
  world.work();
  EXPECT_EQ(world.seen["north/shoe"].caption->value, "A picture of Red shoe.");
}

TEST(Images, OfAProductThatIsGoneAreForgotten) {
  Pictures world;
  world.put("/a.jpg", fixture("shoe.jpg"));
  world.missing = {"north/shoe"};
  world.add("shoe", {"/a.jpg"});
  world.work();
  EXPECT_EQ(world.shown("north/shoe"), "");
  EXPECT_EQ(world.count("product"), 0);
  EXPECT_EQ(world.count("product_image"), 0);
}

}  // namespace
}  // namespace crow::images
