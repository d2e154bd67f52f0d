#include "shared/core/time.h"
#include "workers/images/testing.h"

namespace crow::images {
namespace {

using vision::fixture;

TEST(AddImages, IsForServicesAlone) {
  Pictures world;
  EXPECT_EQ(world.post("/internal/images", "{}").status, 401);
  EXPECT_EQ(world.add("a b", {"/a.jpg"}).status, 400);
  std::vector<std::string> many(21, "/a.jpg");
  EXPECT_EQ(world.add("shoe", many).status, 400);
  many.pop_back();
  EXPECT_EQ(world.add("shoe", many).status, 200);
}

TEST(Images, SaidAgainAreNeitherFetchedNorDescribedAgain) {
  Pictures world;
  world.put("/a.jpg", fixture("shoe.jpg"));
  EXPECT_EQ(world.add("shoe", {"/a.jpg"}).body, R"({"isQueued":true})");
  world.work();
  const int calls = world.calls;
  EXPECT_EQ(world.add("shoe", {"/a.jpg"}).body, R"({"isQueued":false})");
  world.work();
  EXPECT_EQ(world.calls, calls);
  // Another image beside it: only that one is fetched.
  world.put("/b.bmp", thing(50, 40, kBlue));
  EXPECT_EQ(world.add("shoe", {"/b.bmp", "/a.jpg"}).body, R"({"isQueued":true})");
  world.work();
  EXPECT_EQ(world.shown("north/shoe"), "50x40 40x30");
  EXPECT_EQ(world.visits[world.url("/a.jpg")], 1);
  EXPECT_EQ(world.described, 2);
  // One less is told too.
  world.add("shoe", {"/b.bmp"});
  world.work();
  EXPECT_EQ(world.shown("north/shoe"), "50x40");
}

TEST(Images, ThatFailedAreTriedAgainWhenTheyAreSaidAgainLater) {
  Pictures world;
  world.add("shoe", {"/a.jpg"});
  world.work();
  EXPECT_EQ(world.failures(), "/a.jpg not_found");
  world.put("/a.jpg", fixture("shoe.jpg"));
  world.now_ms += 2 * kHour;
  EXPECT_EQ(world.add("shoe", {"/a.jpg"}).body, R"({"isQueued":true})");
  world.work();
  EXPECT_EQ(world.failures(), "");
  EXPECT_EQ(world.shown("north/shoe"), "40x30");
}

}  // namespace
}  // namespace crow::images
