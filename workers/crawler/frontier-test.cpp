#include "workers/crawler/frontier.h"

#include "workers/crawler/testing.h"

namespace crow::crawler {
namespace {

TEST(Findings, NoteEachAddressOnceWithItsReason) {
  World world;
  Findings findings("https://shop.example/", 3);
  const std::string base = "https://shop.example/c/x";
  for (const std::string_view url :
       {"/p/1", "/p/1?utm_source=a", "../p/2", "p/3", "https://www.shop.example/p/4",
        "https://other.example/", "http://10.0.0.1/", "/a.png", "/cart", "javascript:x()",
        "data:text/html,x", "http://[::1]/", "\\\\evil.example\\x", "//127.0.0.1/x"})
    findings.add(url, base, PageKind::page, 1);
  EXPECT_EQ(findings.found(), 12u - 1u);
  EXPECT_EQ(findings.waiting(), 4u);
  findings.add("/deeper", base, PageKind::page, 4);
  EXPECT_EQ(findings.found(), 11u) << "too far from the source";
  Writes writes;
  findings.write("crawl_1", 1, 100, writes);
  EXPECT_EQ(writes.size(), 1u);
  EXPECT_EQ(findings.found(), 0u);
}

TEST(Frontier, HoldsOnlySoManyOfOneShape) {
  Crawls world;
  std::vector<std::string> filters;
  for (int i = 0; i < 900; ++i) filters.push_back(concat("/c?color=", i));
  std::vector<std::string> more = filters;
  for (int i = 900; i < 1'500; ++i) more.push_back(concat("/c?color=", i));
  world.shop.page("/", links(filters));
  world.shop.page("/c?color=0", links(more));
  const std::string id = Crawls::id_in(world.crawl("https://shop.example/"));
  world.work(3);
  EXPECT_LE(world.counts_of(id).found, 901);
}

}  // namespace
}  // namespace crow::crawler
