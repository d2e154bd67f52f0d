#include "workers/extractor/testing.h"

namespace crow::extractor {
namespace {

constexpr std::string_view kProduct = R"(<!doctype html><html><head><title>Oak table</title>
<link rel="canonical" href="/p/oak"><script type="application/ld+json">{"@type":"Product",
"name":"Oak table","sku":"T1","gtin13":"4006381333931","brand":"Alder","image":"/1.jpg",
"description":"Of oak.","aggregateRating":{"ratingValue":"4.5","reviewCount":"12"},
"offers":{"price":"129.00","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}
</script></head><body><h1>Oak table</h1><p>€129.00</p><button>Add to cart</button>
<a href="/p/2">another</a><a rel="nofollow" href="/cart">cart</a></body></html>)";

TEST(ExtractPage, GivesTheProductOfAPageAndWhereItLeads) {
  Extractor world;
  const auto page = world.ask(std::string(kProduct));
  EXPECT_TRUE(page.isProduct);
  EXPECT_FALSE(page.isFeed);
  EXPECT_EQ(page.pageTitle, "Oak table");
  EXPECT_EQ(page.canonicalUrl, "https://shop.example/p/oak");
  ASSERT_EQ(page.products.size(), 1u);
  const Product& product = page.products[0];
  EXPECT_EQ(product.url, "https://shop.example/p/oak");
  EXPECT_EQ(product.name, "Oak table");
  EXPECT_EQ(product.sku, "T1");
  EXPECT_EQ(product.gtin, "4006381333931");
  EXPECT_EQ(product.brand, "Alder");
  EXPECT_EQ(product.currency, "EUR");
  EXPECT_EQ(product.availability, "InStock");
  EXPECT_EQ(product.rating->value, 4.5);
  EXPECT_EQ(product.rating->count, 12);
  ASSERT_EQ(product.images.size(), 1u);
  EXPECT_EQ(product.images[0].url, "https://shop.example/1.jpg");
  EXPECT_TRUE(product.provenance.text.contains(R"("sku":{"source":"json-ld","confidence":)"));
  ASSERT_EQ(page.links.size(), 2u);
  EXPECT_EQ(page.links[0].url, "https://shop.example/p/2");
  EXPECT_TRUE(page.links[1].nofollow);
}

TEST(ExtractPage, TellsWhatThePageAsksOfCrawlers) {
  Extractor world;
  const auto robots = [&](std::string_view words) {
    const auto page = world.ask(concat("<meta name=crowbot content='", words, "'>"));
    return concat(page.robots.noindex ? "noindex " : "", page.robots.nofollow ? "nofollow" : "");
  };
  EXPECT_EQ(robots("all"), "");
  EXPECT_EQ(robots("noindex"), "noindex ");
  EXPECT_EQ(robots("none"), "noindex nofollow");
}

TEST(ExtractPage, DecodesCharsetsOfItsOwnAndOfThePlatform) {
  Extractor world;
  EXPECT_EQ(world.ask("<title>gr\xfc\xdf</title>", "text/html; charset=iso-8859-1").pageTitle,
            "gr\u00fc\u00df");
  EXPECT_EQ(world.ask("<meta charset=shift_jis><title>\x83\x58</title>").pageTitle, "\u30b9");
  const auto reply = world.send(
      {"POST",
       "/internal/extract",
       {{"x-internal-key", "test-internal-key"}, {"content-type", "text/html; charset=klingon"}},
       "<title>\xff\xfe\xfd</title>"});
  EXPECT_EQ(reply.status, 400) << reply.body;
}

TEST(ExtractPage, ReadsFeedsAThousandRowsAtATime) {
  Extractor world;
  std::string table = "id,title,price,link\n";
  for (int i = 0; i < 1'500; ++i)
    table += concat("A", i, ",Product ", i, ",\"", i, ".50 EUR\",/p/", i, "\n");
  const auto first = world.ask(table, "text/csv", "https://shop.example/feed.csv");
  EXPECT_TRUE(first.isFeed);
  EXPECT_EQ(first.products.size(), 1'000u);
  EXPECT_EQ(first.rowsLeft, 500);
  EXPECT_EQ(first.products[7].url, "https://shop.example/p/7");
  EXPECT_EQ(first.products[7].price, "7.50");
  const auto last =
      world.ask(table, "text/csv", "https://shop.example/feed.csv", {{"x-rows-before", "1000"}});
  EXPECT_EQ(last.products.size(), 500u);
  EXPECT_EQ(last.rowsLeft, 0);
  EXPECT_EQ(last.products[0].sku, "A1000");
  EXPECT_EQ(
      world.ask(table, "text/csv", "https://shop.example/feed.csv", {{"x-rows-before", "99999"}})
          .products.size(),
      0u);
}

TEST(ExtractPage, TellsFeedsFromPages) {
  Extractor world;
  const std::string rss =
      "<?xml "
      "version='1.0'?><rss><channel><item><g:id>1</g:id><title>T</title></item></channel></rss>";
  EXPECT_TRUE(world.ask(rss, "application/xml").isFeed);
  EXPECT_TRUE(world.ask(R"({"products":[]})", "application/json").isFeed);
  EXPECT_FALSE(world.ask("<!DOCTYPE html><p>x", "application/xml").isFeed);
  EXPECT_FALSE(world.ask("<?xml version='1.0'?><html><p>x</p></html>").isFeed);
  EXPECT_FALSE(world.ask("id,title\n1,x\n", "application/octet-stream").isFeed);
  EXPECT_TRUE(world
                  .ask("id,title\n1,x\n", "application/octet-stream", "https://a.example/f",
                       {{"x-kind", "feed"}})
                  .isFeed);
}

TEST(ExtractPage, WithstandsWhateverAPageHolds) {
  Extractor world;
  for (const std::string& text :
       {std::string(), "x" + std::string(5'000, '\0'), std::string(100'000, '<'),
        std::string("<script type=application/ld+json>") + std::string(50'000, '['),
        std::string("<a href='") + std::string(100'000, 'x')}) {
    const auto page = world.ask(text);
    EXPECT_FALSE(page.isProduct);
  }
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<div>";
  EXPECT_TRUE(world.ask(deep).products.empty());
}

// The reader of the answer takes no text with NUL: one byte would cost the whole feed.
TEST(ExtractPage, CutsCharactersThatAreNoText) {
  Extractor world;
  using namespace std::string_literals;
  const auto feed = world.ask("id,title,price\nA1,N\0ul,1.00 EUR\nA2,Other,2.00 EUR\n"s, "text/csv",
                              "https://shop.example/feed.csv");
  ASSERT_EQ(feed.products.size(), 2u);
  EXPECT_EQ(feed.products[0].name, "Nul");
  EXPECT_EQ(feed.products[1].name, "Other");
  const auto page = world.ask(
      "<title>T\0itle&#0;</title><script type='application/ld+json'>"
      R"({"@type":"Product","name":"N\u0000ul","brand":"B\u0000",)"
      R"("category":"a\u0000b","url":"/p\u0000/1","image":"/1\u0000.jpg",)"
      R"("offers":{"price":"1.00","priceCurrency":"EUR"}})"
      "</script><a href='/2&#0;'>x</a><a href='/3\0'>y</a>"s);
  ASSERT_EQ(page.products.size(), 1u);
  EXPECT_TRUE(page.products[0].name);
}

TEST(ExtractPage, IsForThePlatformAlone) {
  Extractor world;
  EXPECT_EQ(world.send({"POST", "/internal/extract", {}, "x"}).status, 401);
  EXPECT_EQ(world.send({"POST", "/internal/extract", {{"x-internal-key", "guess"}}, "x"}).status,
            401);
  EXPECT_EQ(world
                .send({"POST",
                       "/internal/extract",
                       {{"x-internal-key", "test-internal-key"}},
                       std::string(kPageBytesMax + 1, 'x')})
                .status,
            413);
}

}  // namespace
}  // namespace crow::extractor
