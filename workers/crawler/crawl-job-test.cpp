#include "workers/crawler/crawl-job.h"

#include "workers/crawler/testing.h"

namespace crow::crawler {
namespace {

void fill(FakeShop& shop, int products) {
  std::vector<std::string> all;
  for (int i = 0; i < products; ++i) {
    all.push_back(concat("/p/", i));
    shop.page(all.back(), product(concat("A", i)))
        .headers.emplace_back("etag", concat('"', i, '"'));
  }
  shop.page("/", links(std::move(all)));
}

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

TEST(CrawlJob, TellsWhatItLeavesOutByReason) {
  Crawls world;
  world.shop.text("/robots.txt", "User-agent: *\nDisallow: /private\n");
  world.shop.page("/", links({"/private/1", "/cart", "/a.jpg", "https://other.example/",
                              "http://127.0.0.1/", "http://2130706433/x", "mailto:a@b.example",
                              "/gone", "/hidden", "/secret.pdf", "/a/a/a"}));
  Extracted hidden = product("H");
  hidden.robots.noindex = true;
  hidden.links.push_back({"/behind", false});
  world.shop.page("/hidden", hidden);
  world.shop.page("/behind", links({}));
  const std::string id = Crawls::id_in(world.crawl("https://shop.example/"));
  world.work();
  const CrawlerJob job = world.look(id);
  const Counts counts = Crawls::counts_in(job);
  EXPECT_EQ(Crawls::words(job), "completed 2 pages 0 products") << job.counts.text;
  EXPECT_EQ(counts.robots, 1);
  EXPECT_EQ(counts.traps, 2);
  EXPECT_EQ(counts.notPages, 2);
  EXPECT_EQ(counts.offsite, 1);
  EXPECT_EQ(counts.blocked, 2);
  EXPECT_EQ(counts.notFound, 1);
  EXPECT_EQ(counts.noindex, 1);
  EXPECT_EQ(world.shop.visited("/private/1"), 0);
  EXPECT_EQ(Crawls::errors_in(job),
            (std::vector<std::string>{"not_found https://shop.example/gone"}));
}

TEST(CrawlJob, DoesNotFollowWhatIsNotToBeFollowed) {
  Crawls world;
  Extracted home = links({"/a"});
  home.links.push_back({"/b", true});
  world.shop.page("/", home);
  Extracted a = links({"/c"});
  a.robots.nofollow = true;
  world.shop.page("/a", a);
  world.shop.page("/d", links({"/e"}));
  EXPECT_EQ(world.end_of(world.crawl("https://shop.example/")), "completed 2 pages 0 products");
  auto& tagged = world.shop.page("/", links({"/a"}));
  tagged.headers.emplace_back("x-robots-tag", "nofollow");
  EXPECT_EQ(world.end_of(world.crawl("https://shop.example/")), "completed 1 pages 0 products");
}

TEST(CrawlJob, GoesOnlySoDeepAndSoFar) {
  Crawls world;
  for (int i = 0; i < 30; ++i)
    world.shop.page(i == 0 ? "/" : concat("/n", i), links({concat("/n", i + 1)}));
  EXPECT_EQ(world.end_of(world.crawl("https://shop.example/", "url", R"(,"maxDepth":3)")),
            "completed 4 pages 0 products");
  const auto reply = world.crawl("https://shop.example/", "url", R"(,"maxPages":7)");
  EXPECT_EQ(world.end_of(reply), "completed 7 pages 0 products");
  EXPECT_EQ(world.look(Crawls::id_in(reply)).stoppedBy, "pages");
}

TEST(CrawlJob, KnowsAPageByOneAddress) {
  Crawls world;
  world.shop.page("/", links({"/p/1?utm_source=a", "/p/1#x", "/p/1", "/old", "/c/p/2?ref=x"}));
  world.shop.page("/p/1", product("A1"));
  world.shop.redirect("/old", "/p/1");
  Extracted two = product("A2");
  two.products[0].url = "https://shop.example/p/2";
  two.canonicalUrl = "https://shop.example/p/2";
  two.links.push_back({"/p/2", false});
  world.shop.page("/c/p/2?ref=x", two);
  const std::string id = Crawls::id_in(world.crawl("https://shop.example/"));
  world.work();
  EXPECT_EQ(world.catalog.products.size(), 2u);
  EXPECT_EQ(world.shop.visited("/p/2"), 0) << "its canonical address is the same page";
  EXPECT_EQ(world.counts_of(id).duplicates, 1);
}

TEST(CrawlJob, FailsForTheReasonOfItsSource) {
  const auto end = [](auto prepare) {
    Crawls world;
    prepare(world);
    return world.end_of(world.crawl("https://shop.example/"));
  };
  using Page = FakeInternet::Page;
  EXPECT_EQ(end([](Crawls&) {}), "failed not_found");
  EXPECT_EQ(end([](Crawls& w) { w.shop.redirect("/", "http://169.254.169.254/latest/"); }),
            "failed blocked_address");
  EXPECT_EQ(end([](Crawls& w) { w.shop.redirect("/", "/"); }), "failed too_many_redirects");
  EXPECT_EQ(end([](Crawls& w) { w.shop.pages["/"] = Page{.failure = "timed_out"}; }),
            "failed timed_out");
  EXPECT_EQ(end([](Crawls& w) { w.shop.pages["/"] = Page{.status = 403}; }), "failed bad_status");
  EXPECT_EQ(end([](Crawls& w) {
              w.shop.pages["/"] = Page{.body = std::string(50'000, 'x'), .is_endless = true};
            }),
            "failed too_large");
  EXPECT_EQ(end([](Crawls& w) { w.shop.text("/", "%PDF", "application/pdf"); }),
            "failed not_a_page");
  EXPECT_EQ(end([](Crawls& w) {
              w.shop.page("/", links({}));
              w.shop.text("/robots.txt", "User-agent: crowbot\nDisallow: /");
            }),
            "failed robots");
  EXPECT_EQ(end([](Crawls& w) {
              w.shop.page("/", links({}));
              w.shop.pages["/robots.txt"] = Page{.status = 500};
            }),
            "failed robots_unreachable");
  EXPECT_EQ(end([](Crawls& w) {
              w.shop.page("/", links({}));
              w.is_extractor_away = true;
            }),
            "failed unreadable");
}

TEST(CrawlJob, ReadsRobotsAsTheRfcSays) {
  using Page = FakeInternet::Page;
  const auto end = [](Page robots) {
    Crawls world;
    world.shop.page("/", links({}));
    world.shop.pages["/robots.txt"] = std::move(robots);
    return world.end_of(world.crawl("https://shop.example/"));
  };
  const std::string fine = "completed 1 pages 0 products";
  EXPECT_EQ(end({.status = 404}), fine);
  EXPECT_EQ(end({.status = 403}), fine);
  EXPECT_EQ(end({.status = 503}), "failed robots_unreachable");
  EXPECT_EQ(end({.status = 429}), "failed robots_unreachable");
  EXPECT_EQ(end({.failure = "timed_out"}), "failed robots_unreachable");
  EXPECT_EQ(end({.status = 301, .headers = {{"location", "/robots.txt"}}}), fine) << "without end";
  EXPECT_EQ(end({.status = 301, .headers = {{"location", "http://10.0.0.1/"}}}),
            "failed robots_unreachable");
  EXPECT_EQ(end({.body = "User-agent: *\nDisallow: /\n"}), "failed robots");
  std::string endless = "User-agent: *\nDisallow: /\n";
  while (endless.size() < 50'000) endless += "# on and on\n";
  EXPECT_EQ(end({.body = endless, .is_endless = true}), "failed robots");
}

TEST(CrawlJob, AsksForRobotsOnceADay) {
  Crawls world;
  world.shop.page("/", links({}));
  world.end_of(world.crawl("https://shop.example/"));
  world.end_of(world.crawl("https://shop.example/"));
  EXPECT_EQ(world.shop.visited("/robots.txt"), 1);
  world.now_ms += kDay;
  world.end_of(world.crawl("https://shop.example/"));
  EXPECT_EQ(world.shop.visited("/robots.txt"), 2);
}

TEST(CrawlJob, WaitsWhenAHostAsksForPatience) {
  Crawls world;
  fill(world.shop, 5);
  FakeInternet::Page busy{.status = 429, .headers = {{"retry-after", "120"}}};
  std::swap(world.shop.pages["/p/3"], busy);
  const std::string id = Crawls::id_in(world.crawl("https://shop.example/"));
  const std::int64_t begun = world.now_ms;
  for (int i = 0; i < 4; ++i) {
    world.wake();
    world.run();
    world.now_ms += 20'000;
  }
  EXPECT_EQ(world.shop.visited("/p/3"), 1);
  EXPECT_EQ(world.look(id).status, JobState::running);
  std::swap(world.shop.pages["/p/3"], busy);
  while (world.now_ms < begun + 200'000) world.work(1);
  world.work();
  EXPECT_EQ(Crawls::words(world.look(id)), "completed 6 pages 5 products");
  EXPECT_EQ(world.shop.visited("/p/3"), 2);
}

TEST(CrawlJob, TriesAgainWhatMayMend) {
  Crawls world;
  fill(world.shop, 3);
  const FakeInternet::Page good = world.shop.pages["/p/1"];
  world.shop.pages["/p/1"] = {.status = 502};
  const std::string id = Crawls::id_in(world.crawl("https://shop.example/"));
  world.wake();
  world.run();
  world.shop.pages["/p/1"] = good;
  world.work();
  EXPECT_EQ(Crawls::words(world.look(id)), "completed 4 pages 3 products");
}

TEST(CrawlJob, WaitsForTheCatalogAndLosesNothing) {
  Crawls world;
  fill(world.shop, 10);
  world.catalog.is_away = true;
  const std::string id = Crawls::id_in(world.crawl("https://shop.example/"));
  world.work(3);
  EXPECT_EQ(world.look(id).status, JobState::running);
  world.catalog.is_away = false;
  world.work(30);
  EXPECT_EQ(Crawls::words(world.look(id)), "completed 11 pages 10 products");
}

TEST(CrawlJob, GoesOnWhereItWasWhereverTheProcessDies) {
  for (std::size_t dies_after = 1; dies_after < 56; dies_after += 5)
    for (const bool is_done : {false, true}) {
      Crawls world;
      fill(world.shop, 24);
      const std::string id = Crawls::id_in(world.crawl("https://shop.example/"));
      world.wake();
      world.run(dies_after);
      world.kill(is_done);
      world.now_ms += 2 * kMinute;
      world.work(6);
      EXPECT_EQ(Crawls::words(world.look(id)), "completed 25 pages 24 products")
          << dies_after << is_done;
      EXPECT_EQ(world.catalog.products.size(), 24u);
      const Counts counts = world.counts_of(id);
      EXPECT_EQ(counts.found, 25);
      EXPECT_EQ(counts.created + counts.unchanged, 24);
    }
}

TEST(CrawlJob, AHostIsOneCrawlsAtATime) {
  Crawls world;
  fill(world.shop, 3);
  const std::string first = Crawls::id_in(world.crawl("https://shop.example/"));
  world.wake();
  // The first one has taken the host and dies.
  for (int i = 0; i < 40 && world.shop.visits.size() < 2; ++i) world.run(1);
  world.kill();
  const std::string second = Crawls::id_in(world.crawl("https://shop.example/"));
  const auto visits = world.shop.visits.size();
  world.wake();
  world.run();
  EXPECT_EQ(world.shop.visits.size(), visits);
  world.now_ms += kMinute;
  world.work();
  for (const std::string& id : {first, second})
    EXPECT_EQ(Crawls::words(world.look(id)), "completed 4 pages 3 products");
}

TEST(CrawlJob, ReadsSitemapsThreeDeepAndNoLinks) {
  Crawls world;
  const auto index = [](std::string_view url) {
    return concat("<sitemapindex><sitemap><loc>", url, "</loc></sitemap></sitemapindex>");
  };
  const auto urls = [](std::vector<std::string> all) {
    std::string out = "<urlset>";
    for (const auto& url : all) out += concat("<url><loc>", url, "</loc></url>");
    return out + "</urlset>";
  };
  world.shop.text("/sitemap.xml", index("https://shop.example/s1.xml"), "application/xml");
  world.shop.text("/s1.xml", index("https://shop.example/s2.xml"), "application/xml");
  world.shop.text("/s2.xml", index("https://shop.example/s3.xml.gz"), "application/xml");
  auto& packed = world.shop.text("/s3.xml.gz", "\x1f\x8b", "application/gzip");
  packed.packed = urls({"https://shop.example/p/1", "https://shop.example/p/2",
                        "https://other.example/p", "http://127.0.0.1/admin"});
  Extracted one = product("A1");
  one.links.push_back({"/elsewhere", false});
  world.shop.page("/p/1", one);
  world.shop.page("/p/2", product("A2"));
  const std::string id = Crawls::id_in(world.crawl("https://shop.example/sitemap.xml", "sitemap"));
  world.work();
  const Counts counts = world.counts_of(id);
  EXPECT_EQ(world.catalog.products.size(), 2u);
  EXPECT_EQ(counts.offsite, 1);
  EXPECT_EQ(counts.blocked, 1);
  EXPECT_EQ(world.shop.visited("/elsewhere"), 0);
  world.shop.text("/s3.xml.gz", index("https://shop.example/s4.xml"), "application/xml");
  world.shop.text("/s4.xml", index("https://shop.example/s5.xml"), "application/xml");
  world.end_of(world.crawl("https://shop.example/sitemap.xml", "sitemap"));
  EXPECT_EQ(world.shop.visited("/s4.xml"), 0);
}

TEST(CrawlJob, FindsTheSitemapOfAShopByItsFirstPage) {
  Crawls world;
  world.shop.text("/robots.txt", "Sitemap: https://shop.example/maps/all.txt\n");
  world.shop.text("/maps/all.txt", "https://shop.example/p/1\n");
  world.shop.page("/p/1", product("A1"));
  EXPECT_EQ(world.end_of(world.crawl("https://shop.example/", "sitemap")),
            "completed 2 pages 1 products");
}

TEST(CrawlJob, LooksForASitemapWhereMostShopsHaveIt) {
  Crawls world;
  world.shop.text("/sitemap.xml", "https://shop.example/p/1\n");
  world.shop.page("/p/1", product("A1"));
  EXPECT_EQ(world.end_of(world.crawl("https://shop.example", "sitemap")),
            "completed 2 pages 1 products");
  world.shop.text("/none.xml", "<html></html>");
  EXPECT_EQ(world.end_of(world.crawl("https://shop.example/none.xml", "sitemap")),
            "failed not_a_sitemap");
}

TEST(CrawlJob, TakesInAFeedSomeRowsAtATime) {
  Crawls world;
  Extracted feed;
  feed.isFeed = true;
  for (int i = 0; i < 250; ++i) {
    extractor::Product one = product(concat("A", i)).products[0];
    one.url = concat("https://shop.example/p/", i);
    feed.products.push_back(std::move(one));
  }
  world.shop.text("/feed.xml", json::write(feed), "application/xml");
  EXPECT_EQ(world.end_of(world.crawl("https://shop.example/feed.xml", "feed")),
            "completed 1 pages 250 products");
  EXPECT_EQ(world.catalog.batches, (std::vector<std::size_t>{100, 100, 50}));
  world.shop.page("/none.xml", links({}));
  EXPECT_EQ(world.end_of(world.crawl("https://shop.example/none.xml", "feed")),
            "failed not_a_feed");
  world.catalog.batches.clear();
  world.shop.page("/p/1", product("A1"));
  EXPECT_EQ(world.end_of(world.crawl("https://shop.example/p/1", "feed")), "failed not_a_feed");
  EXPECT_EQ(world.catalog.batches, std::vector<std::size_t>()) << "of a page, it is no feed's";
}

}  // namespace
}  // namespace crow::crawler
