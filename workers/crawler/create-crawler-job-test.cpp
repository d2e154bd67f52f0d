#include "workers/crawler/testing.h"

namespace crow::crawler {
namespace {

TEST(CreateCrawlerJob, AnswersAtOnceWithAJobThatWaits) {
  Crawls world;
  const auto reply = world.crawl("https://shop.example/a b#top");
  EXPECT_EQ(reply.status, 202);
  const auto job = read_body<CrawlerJob>(reply);
  EXPECT_TRUE(job.id.starts_with("crawl_"));
  EXPECT_EQ(job.organizationId, "north");
  EXPECT_EQ(job.status, JobState::queued);
  EXPECT_EQ(job.sourceValue, "https://shop.example/a b#top");
  EXPECT_EQ(job.maxPages, 1'000);
  EXPECT_EQ(job.maxDepth, 10);
  EXPECT_EQ(job.percent, std::nullopt);
  EXPECT_EQ(job.schedule, std::nullopt);
  EXPECT_EQ(job.nextRunAt, std::nullopt);
  EXPECT_EQ(job.errors.text, "[]");
  EXPECT_EQ(Crawls::counts_in(job).found, 1);
  EXPECT_EQ(world.messages, (std::vector<std::int64_t>{0})) << "a runner is woken";
}

TEST(CreateCrawlerJob, StandsUnderBothPaths) {
  Crawls world;
  const auto reply = world.post_as(world.ada, "/crawler-jobs",
                                   R"({"sourceType":"url","sourceValue":"https://shop.example/"})");
  EXPECT_EQ(reply.status, 202);
  const std::string id = read_body<CrawlerJob>(reply).id;
  EXPECT_EQ(world.get_as(world.ada, "/crawler-jobs/" + id).body,
            world.get_as(world.ada, "/products/crawler-jobs/" + id).body);
}

TEST(CreateCrawlerJob, RefusesAddressesThatMustNotBeFetched) {
  Crawls world;
  world.set_variable("OWN_NAMES", "crowai.dev");
  for (const std::string_view url :
       {"http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/",
        "http://0x7f.1/", "http://169.254.169.254/", "http://10.1.2.3/", "https://api.crowai.dev/",
        "file:///etc/passwd", "ftp://shop.example/", "https://user:pass@shop.example/",
        "https://shop.example:22/", "no address", "//shop.example/", "javascript:alert(1)"}) {
    const auto reply = world.crawl(std::string(url));
    EXPECT_EQ(reply.status, 400) << url;
    EXPECT_TRUE(reply.body.contains(R"("field":"sourceValue")")) << url << reply.body;
    const bool is_address = reply.body.contains(R"("reason":"blocked_address")");
    EXPECT_TRUE(is_address || reply.body.contains(R"("reason":"invalid_address")")) << reply.body;
  }
  EXPECT_EQ(world.shop.visits.size(), 0u);
}

TEST(CreateCrawlerJob, RefusesWhatIsNoJob) {
  Crawls world;
  const auto fault = [&](std::string_view body) {
    return fault_of(world.post_as(world.ada, "/products/crawler-jobs", std::string(body))).field;
  };
  EXPECT_EQ(fault(R"({"sourceValue":"https://shop.example/"})"), "sourceType");
  EXPECT_EQ(fault(R"({"sourceType":"url"})"), "sourceValue");
  EXPECT_EQ(fault(R"({"sourceType":"rss","sourceValue":"https://shop.example/"})"), "sourceType");
  EXPECT_EQ(fault(R"({"sourceType":"url","sourceValue":"https://a.example/","maxPages":0})"),
            "maxPages");
  EXPECT_EQ(fault(R"({"sourceType":"url","sourceValue":"https://a.example/","maxDepth":51})"),
            "maxDepth");
  EXPECT_EQ(
      fault(
          R"({"sourceType":"url","sourceValue":"https://a.example/","schedule":{"everyHours":0}})"),
      "schedule.everyHours");
  EXPECT_EQ(fault(R"({"sourceType":"url","sourceValue":"https://a.example/","depth":1})"), "depth");
}

TEST(CreateCrawlerJob, IsForOwnersAndAdmins) {
  Crawls world;
  EXPECT_EQ(
      refusal_of(world.post_as(world.dan, "/products/crawler-jobs",
                               R"({"sourceType":"url","sourceValue":"https://shop.example/"})")),
      "403 FORBIDDEN");
}

TEST(CreateCrawlerJob, HasAnEndWhereFiftyWait) {
  Crawls world;
  for (int i = 0; i < 50; ++i) EXPECT_EQ(world.crawl("https://shop.example/").status, 202);
  EXPECT_EQ(refusal_of(world.crawl("https://shop.example/")), "409 CONFLICT");
}

TEST(CreateCrawlerJob, MakesOneJobOfTwoAttemptsWithOneKey) {
  Crawls world;
  const auto ask = [&] {
    return world.post("/api/v1/products/crawler-jobs",
                      R"({"sourceType":"url","sourceValue":"https://shop.example/"})",
                      {world.as(world.ada), {"idempotency-key", "k"}});
  };
  const auto first = ask(), second = ask();
  EXPECT_EQ(first.body, second.body);
  EXPECT_EQ(second.header("idempotent-replayed"), "true");
}

}  // namespace
}  // namespace crow::crawler
