#include "workers/crawler/visit.h"

#include "workers/crawler/testing.h"

namespace crow::crawler {
namespace {

TEST(Visit, SaysWhoAsksAndWhatItTakes) {
  Crawls world;
  world.shop.page("/", links({}));
  world.end_of(world.crawl("https://shop.example/"));
  const auto& visit = world.shop.seen.back();
  EXPECT_TRUE(visit.header("user-agent").contains("CrowBot/"));
  EXPECT_TRUE(visit.header("user-agent").contains("+https://"));
  EXPECT_TRUE(visit.header("accept").starts_with("text/html"));
}

TEST(Visit, GivesTheExtractorThePageAsItCame) {
  Crawls world;
  World::Message asked;
  world.set_neighbour("EXTRACTOR", [&](const World::Message& message) {
    asked = message;
    return World::Reply{200, {}, json::write(links({}))};
  });
  world.shop.redirect("/", "/shop");
  world.shop.text("/shop", "\xe4\xff\x80", "text/html; charset=windows-1252");
  EXPECT_EQ(world.end_of(world.crawl("https://shop.example/")), "completed 1 pages 0 products");
  EXPECT_EQ(asked.body, "\xe4\xff\x80");
  const auto header = [&](std::string_view name) {
    for (const auto& [key, value] : asked.headers)
      if (key == name) return value;
    return std::string();
  };
  EXPECT_EQ(header("content-type"), "text/html; charset=windows-1252");
  EXPECT_EQ(header("x-page-url"), "https://shop.example/shop");
}

TEST(Visit, HearsRobotsOfTheAnswerAndOfWhereItLed) {
  Crawls world;
  world.shop.page("/", links({"/tagged", "/moved"}));
  world.shop.page("/tagged", product("T")).headers.emplace_back("x-robots-tag", "crowbot: noindex");
  world.shop.redirect("/moved", "/private/x");
  world.shop.page("/private/x", product("P"));
  world.shop.text("/robots.txt", "User-agent: *\nDisallow: /private/\n");
  const std::string id = Crawls::id_in(world.crawl("https://shop.example/"));
  world.work();
  EXPECT_EQ(world.counts_of(id).noindex, 1);
  EXPECT_EQ(world.counts_of(id).robots, 1);
  EXPECT_TRUE(world.catalog.products.empty());
}

TEST(Visit, LeavesAPageThatLeadsToAnotherShop) {
  Crawls world;
  world.shop.page("/", links({"/partner"}));
  world.shop.redirect("/partner", "https://other.example/p");
  world.shop.page("https://other.example/p", product("X"));
  const std::string id = Crawls::id_in(world.crawl("https://shop.example/"));
  world.work();
  EXPECT_EQ(world.counts_of(id).offsite, 1);
  EXPECT_TRUE(world.catalog.products.empty());
}

TEST(Visit, FollowsAShopThatHasMoved) {
  Crawls world;
  world.shop.redirect("/", "https://new.example/");
  world.shop.page("https://new.example/", links({"/p/1"}));
  world.shop.page("https://new.example/p/1", product("A1"));
  EXPECT_EQ(world.end_of(world.crawl("https://shop.example/")), "completed 2 pages 1 products");
}

}  // namespace
}  // namespace crow::crawler
