#include "workers/crawler/testing.h"

namespace crow::crawler {
namespace {

TEST(CancelCrawlerJob, EndsOneThatWaits) {
  Crawls world;
  world.shop.page("/", links({}));
  const std::string id = Crawls::id_in(world.crawl("https://shop.example/"));
  const auto reply = world.post_as(world.ada, concat("/products/crawler-jobs/", id, "/cancel"), "");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(read_body<CrawlerJob>(reply).status, JobState::cancelled);
  world.work();
  EXPECT_EQ(Crawls::words(world.look(id)), "cancelled 0 pages 0 products");
  EXPECT_EQ(world.shop.visits.size(), 0u);
}

TEST(CancelCrawlerJob, EndsOneInTheMiddleAndKeepsWhatItBrought) {
  Crawls world;
  std::vector<std::string> all;
  for (int i = 0; i < 120; ++i) {
    all.push_back(concat("/p/", i));
    world.shop.page(all.back(), product(concat("A", i)));
  }
  world.shop.page("/", links(std::move(all)));
  const std::string id = Crawls::id_in(world.crawl("https://shop.example/"));
  world.wake();
  for (int i = 0; i < 5'000 && world.catalog.products.empty(); ++i) world.run(1);
  ASSERT_FALSE(world.catalog.products.empty());
  const auto reply =
      world.send({"DELETE", "/api/v1/crawler-jobs/" + id, {world.as(world.ada)}, {}});
  EXPECT_EQ(reply.status, 204);
  world.work();
  const CrawlerJob job = world.look(id);
  EXPECT_EQ(job.status, JobState::cancelled);
  EXPECT_TRUE(job.finishedAt.has_value());
  EXPECT_LT(Crawls::counts_in(job).read, 121);
}

TEST(CancelCrawlerJob, EndsTheScheduleOfOneThatHasEnded) {
  Crawls world;
  world.shop.page("/", links({}));
  const std::string id =
      Crawls::id_in(world.crawl("https://shop.example/", "url", R"(,"schedule":{"everyHours":1})"));
  world.work();
  world.post_as(world.ada, concat("/crawler-jobs/", id, "/cancel"), "");
  const CrawlerJob job = world.look(id);
  EXPECT_EQ(job.status, JobState::completed);
  EXPECT_EQ(job.nextRunAt, std::nullopt);
  EXPECT_EQ(job.schedule, std::nullopt);
}

TEST(CancelCrawlerJob, OfAnotherOrganizationIsNotFound) {
  Crawls world;
  const std::string id = Crawls::id_in(world.crawl("https://shop.example/"));
  EXPECT_EQ(world.post_as(world.eve, concat("/crawler-jobs/", id, "/cancel"), "").status, 404);
  EXPECT_EQ(world.send({"DELETE", "/api/v1/crawler-jobs/" + id, {world.as(world.eve)}, {}}).status,
            404);
  EXPECT_EQ(world.post_as(world.dan, concat("/crawler-jobs/", id, "/cancel"), "").status, 403);
  EXPECT_EQ(world.look(id).status, JobState::queued);
}

}  // namespace
}  // namespace crow::crawler
