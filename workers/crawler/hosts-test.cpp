#include "workers/crawler/hosts.h"

#include "workers/crawler/testing.h"

namespace crow::crawler {
namespace {

TEST(Hosts, AreForgottenWhenNobodyAsksForThem) {
  Crawls world;
  world.shop.page("/", links({}));
  world.end_of(world.crawl("https://shop.example/"));
  const auto count = [&] {
    const Sqlite::Call call{"SELECT count(*) FROM host", "[]"};
    world.database().allow_scan("SELECT count(*) FROM host");
    return *world.database().batch({&call, 1});
  };
  EXPECT_TRUE(count().starts_with("[[[[1]]")) << count();
  world.now_ms += 31 * kDay;
  world.cron();
  EXPECT_TRUE(count().starts_with("[[[[0]]")) << count();
}

TEST(Hosts, KeepADelayThatRobotsAskFor) {
  const HeldHost host{.origin = "https://shop.example",
                      .robots = {.rules = {}, .delayMs = 7'000, .sitemaps = {}}};
  EXPECT_EQ(host.delay_ms(), 7'000);
}

}  // namespace
}  // namespace crow::crawler
