#include "workers/crawler/feed-file.h"

#include "workers/crawler/testing.h"

namespace crow::crawler {
namespace {

// The windows of a text, each with its head, joined by bars.
std::string windows(std::string_view text, std::size_t size) {
  auto feed = plan_feed(text.substr(0, 200));
  if (!feed) return "none";
  std::string out;
  for (auto at = static_cast<std::size_t>(feed->offset); at < text.size();) {
    const std::string_view window = text.substr(at, size);
    const bool is_last = at + window.size() == text.size();
    const std::size_t whole = is_last ? window.size() : whole_rows(*feed, window);
    if (whole == 0) return out + "stuck";
    out += concat(out.empty() ? "" : "|", feed->head, window.substr(0, whole));
    at += whole;
  }
  return out;
}

TEST(LargeFeed, IsCutBetweenTheRowsOfATable) {
  EXPECT_EQ(windows("id,title\n1,one\n2,\"two\nlines\"\n3,three\n", 16),
            "id,title\n1,one\n|id,title\n2,\"two\nlines\"\n|id,title\n3,three\n");
  EXPECT_EQ(windows("\xEF\xBB\xBFid\ttitle\r\n1\t3.5\" disk\r\n2\ttwo\r\n", 16),
            "id\ttitle\r\n1\t3.5\" disk\r\n|id\ttitle\r\n2\ttwo\r\n");
  EXPECT_EQ(windows("id;title\n1;a \"\"b\n2;\"open\n3;c\n4;d\n", 12),
            "id;title\n1;a \"\"b\n|id;title\n2;\"open\n3;c\n|id;title\n4;d\n");
}

TEST(LargeFeed, IsCutBetweenTheItemsOfXml) {
  EXPECT_EQ(windows("<?xml version='1.0'?><rss><channel><title>x</title>"
                    "<item><id>1</id></item>\n<item><id>2</id></item></channel></rss>",
                    40),
            "<?xml version='1.0'?><rss><channel><title>x</title><item><id>1</id></item>|"
            "<?xml version='1.0'?><rss><channel><title>x</title>\n<item><id>2</id></item>"
            "</channel></rss>");
  EXPECT_EQ(windows("<feed><entry a='1'>x</entry><entry>y</entry></feed>", 24),
            "<feed><entry a='1'>x</entry>|<feed><entry>y</entry></feed>");
  EXPECT_EQ(windows("<feed><entry>longer than a window</entry></feed>", 20), "stuck");
}

TEST(LargeFeed, IsNothingElse) {
  for (const std::string_view text :
       {R"({"products":[]})", " [", "no table", "", "<rss><items/></rss>"})
    EXPECT_EQ(windows(text, 10), "none") << text;
  EXPECT_EQ(windows(std::string_view("\xFF\xFEi\0d\0", 6), 10), "none");
  EXPECT_EQ(windows(std::string_view("i\0d\0,\0", 6), 10), "none");
}

// A feed of some megabytes, an extractor that reads its table, and a catalog.
struct Feeding : Crawls {
  int rows = 0;
  Feeding() {
    set_neighbour("EXTRACTOR", [this](const Message& message) { return extract(message); });
  }
  std::string table(int count) {
    std::string text = "id,title,price\n";
    for (int i = 0; i < count; ++i)
      text += concat("s", i, ",\"Chair ", i, "\n", std::string(9'000, 'x'), "\",9.99 EUR\n");
    return text;
  }
  Reply extract(const Message& message) {
    constexpr std::int64_t kAtOnce = 70;
    Extracted out;
    out.isFeed = true;
    EXPECT_TRUE(message.body.starts_with("id,title,price\n"));
    std::int64_t before = 0, row = 0;
    for (const auto& [name, value] : message.headers)
      if (name == "x-rows-before") before = to_number(value).value_or(0);
    for (auto at = message.body.find("\ns"); at != message.body.npos;
         at = message.body.find("\ns", at + 1), ++row) {
      if (row < before) continue;
      if (row >= before + kAtOnce) {
        ++out.rowsLeft;
        continue;
      }
      extractor::Product& one = out.products.emplace_back();
      one.sku = message.body.substr(at + 1, message.body.find(',', at) - at - 1);
      one.name = "Chair";
      one.price = "9.99";
      one.currency = "EUR";
    }
    rows += static_cast<int>(out.products.size());
    return {200, {}, json::write(out)};
  }
};

TEST(LargeFeed, IsTakenInWindowByWindow) {
  Feeding world;
  const std::string text = world.table(1'000);
  ASSERT_GT(text.size(), extractor::kPageBytesMax);
  world.shop.text("/feed.csv", text, "text/csv").headers.emplace_back("etag", "\"one\"");
  const std::string id =
      Crawls::id_in(world.crawl("https://shop.example/feed.csv", "feed", R"(,"maxPages":1)"));
  world.work();
  const CrawlerJob job = world.look(id);
  EXPECT_EQ(Crawls::words(job), "completed 1 pages 1000 products");
  const Counts counts = Crawls::counts_in(job);
  EXPECT_EQ(counts.created, 1'000);
  EXPECT_EQ(counts.bytes, std::ssize(text));
  EXPECT_EQ(counts.fetched, 1);
  EXPECT_EQ(world.catalog.products.size(), 1'000u);
  EXPECT_EQ(world.rows, 1'000);
  EXPECT_EQ(world.shop.visited("/feed.csv"), 1);
  EXPECT_EQ(world.buckets["FEEDS"].size(), 0u);
}

TEST(LargeFeed, LosesNothingWhereverTheProcessDies) {
  for (const std::size_t step : {6, 20, 26, 33, 47, 60, 75}) {
    Feeding world;
    world.shop.text("/feed.csv", world.table(950), "text/csv");
    const std::string id = Crawls::id_in(world.crawl("https://shop.example/feed.csv", "feed"));
    world.wake();
    world.run(step);
    world.kill(step % 2 == 0);
    world.now_ms += 2 * kMinute;
    world.work(10);
    EXPECT_EQ(Crawls::words(world.look(id)), "completed 1 pages 950 products") << step;
    EXPECT_EQ(world.counts_of(id).created, 950) << step;
    EXPECT_EQ(world.buckets["FEEDS"].size(), 0u) << step;
  }
}

TEST(LargeFeed, ThatCannotBeCutOrIsLongerStillIsRefusedWithTheLimit) {
  const auto end = [](std::string body, bool is_endless = false) {
    Feeding world;
    world.shop.text("/feed", std::move(body)).is_endless = is_endless;
    const std::string id = Crawls::id_in(world.crawl("https://shop.example/feed", "feed"));
    world.work();
    EXPECT_EQ(world.buckets["FEEDS"].size(), 0u);
    const CrawlerJob job = world.look(id);
    EXPECT_EQ(Crawls::words(job), "failed too_large");
    return job.error ? job.error->text : "";
  };
  EXPECT_TRUE(end(concat(R"({"products":[")", std::string(8'100'000, 'x'), "\"]}"))
                  .contains("Only feeds in XML, CSV or TSV (not in UTF-16) may be larger than "
                            "8000000 bytes."));
  EXPECT_TRUE(end(concat("id,title\n", std::string(500'000, 'x')), true)
                  .contains("The feed is larger than 50000000 bytes."));
}

TEST(LargeFeed, OfACancelledCrawlIsDeleted) {
  Feeding world;
  world.shop.text("/feed.csv", world.table(950), "text/csv");
  const std::string id = Crawls::id_in(world.crawl("https://shop.example/feed.csv", "feed"));
  world.wake();
  for (int i = 0; i < 5'000 && world.buckets["FEEDS"].size() == 0; ++i) world.run(1);
  ASSERT_EQ(world.buckets["FEEDS"].size(), 1u);
  const auto reply =
      world.post_as(world.ada, concat("/products/crawler-jobs/", id, "/cancel"), "{}");
  EXPECT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(world.buckets["FEEDS"].size(), 0u);
  world.work(3);
  EXPECT_EQ(world.look(id).status, JobState::cancelled);
}

}  // namespace
}  // namespace crow::crawler
