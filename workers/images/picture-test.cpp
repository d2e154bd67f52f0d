#include "workers/images/testing.h"

namespace crow::images {
namespace {

using vision::fixture;

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
  EXPECT_EQ(world.failures(),
            "/gone not_found, /huge.png too_many_pixels, /polyglot.png polyglot, "
            "/page active_content, /icon.svg active_content, /cut.jpg truncated, "
            "/away blocked_address, /busy bad_status, /endless too_large, "
            "http://127.0.0.1/x.png blocked_address");
  EXPECT_EQ(world.visits[world.url("/busy")], 3);
  EXPECT_EQ(world.visits[world.url("/gone")], 1);
  EXPECT_EQ(world.shown("north/shoe"), "40x30");
  EXPECT_EQ(world.bucket().size(), 1u);
}

}  // namespace
}  // namespace crow::images
