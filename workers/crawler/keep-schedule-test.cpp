#include "workers/crawler/keep-schedule.h"

#include "workers/crawler/testing.h"

namespace crow::crawler {
namespace {

constexpr std::string_view kHourly = R"(,"schedule":{"everyHours":1})";

void with_tag(FakeInternet::Page& page, std::string tag) {
  page.headers.emplace_back("etag", concat('"', tag, '"'));
}

TEST(KeepSchedule, BeginsACrawlAgainWhenItIsDue) {
  Crawls world;
  with_tag(world.shop.page("/", links({"/p/1", "/p/2"})), "home");
  with_tag(world.shop.page("/p/1", product("A1", "10.00")), "one");
  with_tag(world.shop.page("/p/2", product("A2", "20.00")), "two");
  const std::string id = Crawls::id_in(world.crawl("https://shop.example/", "url", kHourly));
  const Timestamp created = world.look(id).createdAt;
  EXPECT_EQ(world.look(id).nextRunAt, Timestamp{created.ms + kHour});
  world.work();
  EXPECT_EQ(Crawls::words(world.look(id)), "completed 3 pages 2 products");
  world.cron();
  EXPECT_EQ(world.look(id).run, 1) << "not yet";

  with_tag(world.shop.page("/p/2", product("A2", "15.00")), "two again");
  world.now_ms = created.ms + kHour;
  world.shop.visits.clear();
  world.cron();
  world.work();
  const CrawlerJob job = world.look(id);
  EXPECT_EQ(job.run, 2);
  EXPECT_EQ(Crawls::words(job), "completed 1 pages 2 products");
  const Counts counts = Crawls::counts_in(job);
  EXPECT_EQ(counts.notModified, 2) << "asked for conditionally";
  EXPECT_EQ(counts.updated, 1);
  EXPECT_EQ(counts.unchanged, 1);
  EXPECT_EQ(counts.found, 3);
  EXPECT_EQ(job.nextRunAt, Timestamp{created.ms + 2 * kHour});
  EXPECT_EQ(world.catalog.products.at("https://shop.example/p/2\nA2").price->value, "15.00");
}

TEST(KeepSchedule, TellsWhatTheShopTookAway) {
  Crawls world;
  world.shop.page("/", links({"/p/1"}));
  world.shop.page("/p/1", product("A1"));
  Crawls::id_in(world.crawl("https://shop.example/", "url", kHourly));
  world.work();
  world.shop.pages.erase("/p/1");
  world.now_ms += kHour;
  world.cron();
  world.work();
  EXPECT_EQ(world.catalog.products.at("https://shop.example/p/1\nA1").availability,
            products::Availability::Discontinued);
}

TEST(KeepSchedule, DoesNotBeginWhatStillGoesOn) {
  Crawls world;
  world.shop.page("/", links({}));
  const std::string id = Crawls::id_in(world.crawl("https://shop.example/", "url", kHourly));
  world.now_ms += kHour;
  world.scheduled("* * * * *");
  EXPECT_EQ(world.look(id).run, 1);
}

TEST(KeepSchedule, BelievesTheDatesOfASitemap) {
  Crawls world;
  const auto map = [&](std::string_view date) {
    world.shop.text(
        "/sitemap.xml",
        concat("<urlset><url><loc>https://shop.example/p/1</loc><lastmod>", date,
               "</lastmod></url><url><loc>https://shop.example/p/2</loc></url></urlset>"),
        "application/xml");
  };
  map("2026-01-01");
  world.shop.page("/p/1", product("A1"));
  world.shop.page("/p/2", product("A2"));
  const std::string id =
      Crawls::id_in(world.crawl("https://shop.example/sitemap.xml", "sitemap", kHourly));
  world.work();
  world.now_ms += kHour;
  world.cron();
  world.work();
  EXPECT_EQ(world.shop.visited("/p/1"), 1) << "as old as at the last visit";
  EXPECT_EQ(world.shop.visited("/p/2"), 2);
  map("2030-01-01");
  world.now_ms += kHour;
  world.cron();
  world.work();
  EXPECT_EQ(world.shop.visited("/p/1"), 2);
  EXPECT_EQ(world.look(id).run, 3);
}

}  // namespace
}  // namespace crow::crawler
