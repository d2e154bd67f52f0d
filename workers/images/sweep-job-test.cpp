#include "workers/images/sweep-job.h"

#include "workers/images/testing.h"

namespace crow::images {
namespace {

using vision::fixture;

struct Swept : Pictures {
  Swept() {
    put("/a.jpg", fixture("shoe.jpg"));
    // There are few of them, and none at most times.
    database().allow_scan("removal");
    put("/wide.bmp", vision::bmp_of(vision::paint(640, 400, [](int, int) { return kRed; })));
  }

  // A day goes by, with its chores.
  void sweep(int days = 1) {
    for (int i = 0; i < days; ++i) {
      now_ms += kDay;
      scheduled("* * * * *");
      work(8);
    }
  }
  // The sweep is due, and nothing has begun it yet.
  void prepare() {
    const std::string sql =
        concat("UPDATE jobs SET outcome = NULL, attempts = 0, run_at = ", now_ms,
               R"(, payload = '{"phase":"tell","organizationId":"","after":""}')"
               " WHERE id = 'sweep_pictures'");
    const Sqlite::Call call{sql, "[]"};
    ASSERT_TRUE(database().batch({&call, 1}));
  }
};

TEST(Sweep, DeletesWhatNoProductShowsAfterSevenDays) {
  Swept world;
  world.add("shoe", {"/a.jpg", "/wide.bmp"});
  world.work();
  EXPECT_EQ(world.bucket().size(), 3u);
  world.sweep(10);
  EXPECT_EQ(world.bucket().size(), 3u) << "it is shown";
  world.add("shoe", {"/a.jpg"});
  world.work();
  world.sweep(7);
  EXPECT_EQ(world.bucket().size(), 3u);
  world.sweep(2);
  EXPECT_EQ(world.bucket().size(), 1u) << "with its thumbnail";
  EXPECT_EQ(world.count("picture"), 1);
  EXPECT_EQ(world.count("description"), 1);
  EXPECT_EQ(world.count("removal"), 0);
  EXPECT_EQ(world.shown("north/shoe"), "40x30");
  // It may come back.
  world.add("shoe", {"/a.jpg", "/wide.bmp"});
  world.work();
  EXPECT_EQ(world.shown("north/shoe"), "40x30 640x400");
  EXPECT_EQ(world.bucket().size(), 3u);
}

TEST(Sweep, LeavesWhatAnotherProductOrOrganizationShows) {
  Swept world;
  for (const char* product : {"shoe", "boot"}) world.add(product, {"/a.jpg"});
  world.add("shoe", {"/a.jpg"}, "south");
  world.work();
  EXPECT_EQ(world.bucket().size(), 2u);
  world.add("shoe", {});
  world.work();
  world.sweep(10);
  EXPECT_EQ(world.bucket().size(), 2u) << "the boot shows it";
  world.add("boot", {});
  world.work();
  world.sweep(10);
  EXPECT_EQ(world.bucket().size(), 1u);
  EXPECT_NE(world.bucket().bytes_of(world.told["south/shoe"][0].key.value), nullptr);
}

TEST(Sweep, OfAProductThatIsGoneDeletesItsPictures) {
  Swept world;
  world.add("shoe", {"/a.jpg"});
  world.work();
  world.missing = {"north/shoe"};
  world.add("shoe", {});
  world.work();
  EXPECT_EQ(world.count("product"), 0);
  world.sweep(10);
  EXPECT_EQ(world.bucket().size(), 0u);
}

TEST(Sweep, DeletesNothingThatTheCatalogMayStillShow) {
  Swept world;
  world.add("shoe", {"/a.jpg"});
  world.work();
  world.is_products_away = true;
  world.add("shoe", {});
  world.work(3);
  world.sweep(20);
  EXPECT_EQ(world.bucket().size(), 1u) << "products shows it still";
  world.is_products_away = false;
  world.sweep(3);
  EXPECT_TRUE(world.told["north/shoe"].empty()) << "told at last";
  world.sweep(3);
  EXPECT_EQ(world.bucket().size(), 0u);
}

TEST(Sweep, AProcessThatDiesAnywhereLeavesNothingBehind) {
  for (const bool is_done : {false, true})
    for (std::size_t step = 1;; step += 2) {
      Swept world;
      world.add("shoe", {"/a.jpg", "/wide.bmp"});
      world.work();
      world.add("shoe", {"/a.jpg"});
      world.work();
      world.sweep();
      world.now_ms += 8 * kDay;
      world.prepare();
      world.wake();
      world.run(step);
      const bool is_over = world.waiting() == 0;
      world.kill(is_done);
      world.now_ms += 2 * kMinute;
      world.sweep(2);
      EXPECT_EQ(world.bucket().size(), 1u) << step;
      EXPECT_EQ(world.count("picture"), 1) << step;
      EXPECT_EQ(world.count("removal"), 0) << step;
      if (is_over || testing::Test::HasFailure()) break;
    }
}

TEST(Sweep, APictureThatIsBeingDeletedIsFetchedWhenItIsGone) {
  Swept world;
  world.add("shoe", {"/a.jpg"});
  world.work();
  world.add("shoe", {});
  world.work();
  world.sweep();
  world.now_ms += 8 * kDay;
  world.prepare();
  // The sweep has noted the key and not yet deleted it.
  world.wake();
  for (int i = 0; i < 300 && world.count("removal") == 0; ++i) world.run(1);
  ASSERT_EQ(world.count("removal"), 1);
  world.kill();
  world.add("boot", {"/a.jpg"});
  world.now_ms += 2 * kMinute;
  world.work();
  EXPECT_EQ(world.shown("north/boot"), "40x30");
  EXPECT_NE(world.bucket().bytes_of(world.told["north/boot"][0].key.value), nullptr);
  EXPECT_EQ(world.count("removal"), 0);
}

}  // namespace
}  // namespace crow::images
