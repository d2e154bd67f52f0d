#include "workers/crawler/testing.h"

namespace crow::crawler {
namespace {

struct Erasing : Crawls {
  std::string erase() {
    return send({"DELETE",
                 "/internal/crawler/organizations/north",
                 {{"x-internal-key", "test-internal-key"}}})
        .body;
  }
};

TEST(EraseOrganization, LeavesNothingOfIt) {
  Erasing world;
  const std::string id = Crawls::id_in(world.crawl("https://shop.example/"));
  world.work();
  EXPECT_TRUE(world.erase().starts_with(R"({"isDone":false)"));
  while (world.erase() != R"({"isDone":true,"erased":0})") continue;
  EXPECT_EQ(refusal_of(world.get_as(world.ada, "/products/crawler-jobs/" + id)), "404 NOT_FOUND");
}

TEST(EraseOrganization, EndsACrawlThatRuns) {
  Erasing world;
  Crawls::id_in(world.crawl("https://shop.example/"));
  while (world.erase() != R"({"isDone":true,"erased":0})") continue;
  world.work();
  EXPECT_EQ(world.erase(), R"({"isDone":true,"erased":0})");
}

}  // namespace
}  // namespace crow::crawler
