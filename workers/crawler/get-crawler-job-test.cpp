#include "workers/crawler/testing.h"

namespace crow::crawler {
namespace {

TEST(GetCrawlerJob, TellsHowFarItIs) {
  Crawls world;
  std::vector<std::string> all;
  for (int i = 0; i < 90; ++i) {
    all.push_back(concat("/p/", i));
    world.shop.page(all.back(), product(concat("A", i)));
  }
  world.shop.page("/", links(std::move(all)));
  const std::string id = Crawls::id_in(world.crawl("https://shop.example/"));
  world.wake();
  world.run(60);
  world.kill();
  const CrawlerJob before = world.look(id);
  EXPECT_NE(before.status, JobState::completed);
  world.now_ms += kMinute;
  world.work();
  const CrawlerJob job = world.look(id);
  EXPECT_EQ(job.percent, 100);
  EXPECT_EQ(*job.currentPage, "https://shop.example/p/89");
  const Counts counts = Crawls::counts_in(job);
  EXPECT_EQ(counts.found, counts.read + counts.waiting);
}

TEST(GetCrawlerJob, KeepsTheLastTwentyErrors) {
  Crawls world;
  std::vector<std::string> all;
  for (int i = 0; i < 30; ++i) all.push_back(concat("/gone/", i));
  world.shop.page("/", links(std::move(all)));
  const std::string id = Crawls::id_in(world.crawl("https://shop.example/"));
  world.work();
  const CrawlerJob job = world.look(id);
  EXPECT_EQ(Crawls::errors_in(job).size(), 20u);
  EXPECT_EQ(Crawls::errors_in(job)[0], "not_found https://shop.example/gone/29");
  EXPECT_TRUE(job.errors.text.contains(R"("at":"2026-)")) << job.errors.text;
  EXPECT_EQ(Crawls::counts_in(job).notFound, 30);
}

TEST(GetCrawlerJob, OfAnotherOrganizationIsNotFound) {
  Crawls world;
  const std::string id = Crawls::id_in(world.crawl("https://shop.example/"));
  for (const std::string_view path : {"/products/crawler-jobs/", "/crawler-jobs/"}) {
    EXPECT_EQ(world.get_as(world.eve, concat(path, id)).status, 404);
    EXPECT_EQ(world.get_as(world.ada, concat(path, "none")).status, 404);
    EXPECT_EQ(world.get_as(world.dan, concat(path, id)).status, 200);
  }
}

TEST(GetCrawlerJob, WhoseWorkIsForgottenWithoutAnEndHasFailed) {
  Crawls world;
  const std::string id = Crawls::id_in(world.crawl("https://shop.example/"));
  const Sqlite::Call forget{"DELETE FROM jobs", "[]"};
  world.database().allow_scan("DELETE FROM jobs");
  ASSERT_TRUE(world.database().batch({&forget, 1}));
  EXPECT_EQ(Crawls::words(world.look(id)), "failed failed");
}

}  // namespace
}  // namespace crow::crawler
