#include "workers/crawler/forget-pages.h"

#include "workers/crawler/testing.h"

namespace crow::crawler {
namespace {

struct Forgetting : Crawls {
  Forgetting() { database().allow_scan(std::string(kCount)); }
  static constexpr std::string_view kCount = "SELECT count(*) FROM page";

  std::int64_t pages() {
    const Sqlite::Call call{kCount, "[]"};
    const auto answer = database().batch({&call, 1});
    EXPECT_TRUE(answer);
    return to_number(answer->substr(4, answer->find(']') - 4)).value_or(-1);
  }
  // A crawl of three pages, one of which is not there.
  std::string crawl_some(std::string_view more = {}) {
    const std::string id = id_in(crawl("https://shop.example/", "url", more));
    work();
    now_ms += kMinute;
    return id;
  }
  void next_day() {
    now_ms += kDay;
    cron();
    work();
  }
};

TEST(ForgetPages, LeavesThoseOfTheLastTwentyCrawlsAndWhatTheOthersSay) {
  Forgetting world;
  world.shop.page("/", links({"/p/1", "/gone"}));
  world.shop.page("/p/1", product("A1"));
  const std::string scheduled = world.crawl_some(R"(,"schedule":{"everyHours":720})");
  const std::string first = world.crawl_some();
  const CrawlerJob before = world.look(first);
  EXPECT_FALSE(before.errors.text.empty());
  for (int i = 1; i < kCrawlsWithPages + 5; ++i) world.crawl_some();
  EXPECT_EQ(world.pages(), (kCrawlsWithPages + 6) * 3);
  world.next_day();
  // Five lose the pages that were read, and keep the one that failed.
  EXPECT_EQ(world.pages(), kCrawlsWithPages * 3 + 3 + 5);
  const CrawlerJob after = world.look(first);
  EXPECT_EQ(after.errors.text, before.errors.text);
  EXPECT_EQ(after.counts.text, before.counts.text);
  EXPECT_EQ(after.status, before.status);
  EXPECT_EQ(Crawls::counts_in(world.look(scheduled)).found, 3);
  world.next_day();
  EXPECT_EQ(world.pages(), kCrawlsWithPages * 3 + 3 + 5);
}

TEST(ForgetPages, OfAScheduleAreThoseThatAreThere) {
  Forgetting world;
  world.shop.page("/", links({"/p/1", "/p/2", "https://elsewhere.example/"}));
  world.shop.page("/p/1", product("A1"));
  world.shop.page("/p/2", product("A2"));
  world.crawl_some(R"(,"schedule":{"everyHours":24})");
  EXPECT_EQ(world.pages(), 4);
  world.shop.page("/", links({"/p/1"}));
  world.shop.pages.erase("/p/2");
  world.next_day();
  EXPECT_EQ(world.pages(), 4) << "it is told that one is gone";
  const auto visited = world.shop.visited("/p/2");
  world.next_day();
  world.next_day();
  EXPECT_EQ(world.pages(), 2);
  EXPECT_EQ(world.shop.visited("/p/2"), visited);
}

}  // namespace
}  // namespace crow::crawler
