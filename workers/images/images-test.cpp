// Images of products, from their addresses to what products is told.
#include <array>

#include "shared/core/time.h"
#include "workers/images/testing.h"

namespace crow::images {
namespace {

using vision::fixture;

constexpr vision::Rgb kWhite{255, 255, 255}, kRed{200, 30, 40}, kBlue{30, 60, 200};

std::string thing(int width, int height, vision::Rgb colour) {
  return vision::bmp_of(vision::paint(width, height, [&](int x, int y) {
    return x > width / 4 && x < width * 3 / 4 && y > height / 3 ? colour : kWhite;
  }));
}

// "/a.jpg not_found, …": the images that cannot be had.
std::string failures(Pictures& world) {
  const std::string sql = concat("SELECT coalesce(group_concat(replace(url, '", kShop,
                                 "', '') || ' ' || failure_code, ', '), '') FROM (SELECT * FROM"
                                 " product_image WHERE organization_id = 'north' AND product_id ="
                                 " 'shoe' AND failure_code IS NOT NULL ORDER BY place)");
  const auto answer = world.database().batch(std::array{Sqlite::Call{sql, "[]"}});
  EXPECT_TRUE(answer);
  constexpr std::string_view kBefore = "[[[[\"", kAfter = "\"]],";
  const auto end = answer->find(kAfter);
  return answer->substr(kBefore.size(), end - kBefore.size());
}

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
  EXPECT_EQ(failures(world), "");
}

TEST(Images, ThatCannotBeHadAreNotedAndKeepNoOtherAway) {
  Pictures world;
  world.put("/good.png", fixture("rgb.png"));
  world.put("/huge.png", vision::png_header(10'000, 10'000));
  world.put("/polyglot.png", fixture("rgb.png") + "<script>alert(1)</script>");
  world.put("/page", "<!doctype html><h1>Not found</h1>");
  world.put("/icon.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
  world.put("/cut.jpg", fixture("shoe.jpg").substr(0, 300));
  world.shop[world.url("/away")] = {.status = 302,
                                    .headers = {{"location", "http://10.0.0.1/a.png"}}};
  world.shop[world.url("/busy")] = {.status = 503};
  world.shop[world.url("/endless")] = {.body = std::string(100'000, 'x'), .is_endless = true};
  world.add("shoe", {"/gone", "/huge.png", "/polyglot.png", "/page", "/icon.svg", "/cut.jpg",
                     "/away", "/busy", "/endless", "http://127.0.0.1/x.png", "/good.png"});
  world.work();
  EXPECT_EQ(failures(world),
            "/gone not_found, /huge.png too_many_pixels, /polyglot.png polyglot, "
            "/page active_content, /icon.svg active_content, /cut.jpg truncated, "
            "/away blocked_address, /busy bad_status, /endless too_large, "
            "http://127.0.0.1/x.png blocked_address");
  EXPECT_EQ(world.visits[world.url("/busy")], 3);
  EXPECT_EQ(world.visits[world.url("/gone")], 1);
  EXPECT_EQ(world.shown("north/shoe"), "40x30");
  EXPECT_EQ(world.bucket().size(), 1u);
}

TEST(Images, ThatAllFailLeaveTheShopsOwn) {
  Pictures world;
  world.add("shoe", {"/gone"});
  world.work();
  EXPECT_EQ(world.calls, 1);
  EXPECT_TRUE(world.told.at("north/shoe").empty());
  EXPECT_EQ(failures(world), "/gone not_found");
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
  EXPECT_EQ(failures(world), "/a.jpg not_found");
  world.put("/a.jpg", fixture("shoe.jpg"));
  world.now_ms += 2 * kHour;
  EXPECT_EQ(world.add("shoe", {"/a.jpg"}).body, R"({"isQueued":true})");
  world.work();
  EXPECT_EQ(failures(world), "");
  EXPECT_EQ(world.shown("north/shoe"), "40x30");
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

TEST(AddImages, IsForServicesAlone) {
  Pictures world;
  EXPECT_EQ(world.post("/internal/images", "{}").status, 401);
  EXPECT_EQ(world.add("a b", {"/a.jpg"}).status, 400);
  std::vector<std::string> many(21, "/a.jpg");
  EXPECT_EQ(world.add("shoe", many).status, 400);
  many.pop_back();
  EXPECT_EQ(world.add("shoe", many).status, 200);
}

}  // namespace
}  // namespace crow::images
