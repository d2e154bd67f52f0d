#include "workers/crawler/testing.h"

namespace crow::crawler {
namespace {

TEST(ListCrawlerJobs, AreNewestFirstAndOfOneOrganization) {
  Crawls world;
  world.shop.page("/", links({}));
  std::vector<std::string> ids;
  for (int i = 0; i < 5; ++i) {
    ids.push_back(Crawls::id_in(world.crawl("https://shop.example/")));
    world.now_ms += 1'000;
  }
  world.work();
  for (const std::string_view path :
       {"/products/crawler-jobs", "/crawler-jobs", "/products/crawler-jobs/organization/north",
        "/crawler-jobs/organization/north"}) {
    const auto page =
        read_body<Page<CrawlerJob>>(world.get_as(world.dan, concat(path, "?limit=3")));
    EXPECT_EQ(page.total, 5);
    ASSERT_EQ(page.data.size(), 3u);
    EXPECT_EQ(page.data[0].id, ids[4]);
    EXPECT_EQ(page.data[0].status, JobState::completed);
    const auto next = read_body<Page<CrawlerJob>>(
        world.get_as(world.dan, concat(path, "?limit=3&cursor=", *page.nextCursor)));
    EXPECT_EQ(next.data.size(), 2u);
    EXPECT_EQ(next.data[1].id, ids[0]);
  }
  EXPECT_EQ(read_body<Page<CrawlerJob>>(world.get_as(world.eve, "/crawler-jobs")).total, 0);
  EXPECT_EQ(refusal_of(world.get_as(world.eve, "/crawler-jobs/organization/north")),
            "403 FORBIDDEN");
}

}  // namespace
}  // namespace crow::crawler
