#include "workers/crawler/crawl-job.h"

#include "workers/crawler/testing.h"

namespace crow::crawler {
namespace {

TEST(CrawlJob, FollowsLinksAndBringsProductsIntoTheCatalog) {
  Crawls world;
  world.shop.page("/", links({"/c/shoes", "/p/1", "/about"}));
  world.shop.page("/c/shoes", links({"/p/1", "/p/2", "/c/shoes?page=2"}));
  world.shop.page("/c/shoes?page=2", links({"/p/3"}));
  world.shop.page("/about", links({}));
  for (const char* number : {"1", "2", "3"})
    world.shop.page(concat("/p/", number), product(concat("A", number)));
  const std::string id = Crawls::id_in(world.crawl("https://shop.example/"));
  world.work();
  const CrawlerJob job = world.look(id);
  EXPECT_EQ(Crawls::words(job), "completed 7 pages 3 products");
  EXPECT_EQ(job.percent, 100);
  EXPECT_TRUE(job.startedAt && job.finishedAt);
  const Counts counts = Crawls::counts_in(job);
  EXPECT_EQ(counts.found, 7);
  EXPECT_EQ(counts.waiting, 0);
  EXPECT_EQ(counts.created, 3);
  EXPECT_GT(counts.bytes, 100);
  EXPECT_EQ(world.catalog.products.size(), 3u);
  EXPECT_TRUE(world.catalog.products.contains("https://shop.example/p/1\nA1"));
  EXPECT_EQ(world.shop.visited("/robots.txt"), 1);
  EXPECT_EQ(world.internet.open(), 0u);
}

}  // namespace
}  // namespace crow::crawler
