#include "shared/extract/feed.h"

#include <gtest/gtest.h>

#include <string>

namespace crow::extract {
namespace {

std::string read(std::string_view text) {
  const Feed feed = read_feed(text);
  std::string out;
  for (const Product& product : feed.products) {
    if (!out.empty()) out += " | ";
    out += product.name.value + ' ' + product.sku.value + ' ' + product.price.value + ' ' +
           product.currency.value + ' ' + product.availability.value + ' ' + product.gtin.value;
    if (product.list_price) out += " was " + product.list_price.value;
  }
  return out;
}

TEST(ReadFeed, ReadsMerchantXml) {
  EXPECT_EQ(read(R"(<?xml version="1.0"?><rss xmlns:g="http://base.google.com/ns/1.0"><channel>
    <title>Shop</title><item><g:id>A1</g:id><title><![CDATA[Oak & Co <b>]]></title>
    <g:price>12.90 EUR</g:price><g:sale_price>9.90 EUR</g:sale_price>
    <g:availability>in stock</g:availability><g:gtin>4006381333931</g:gtin></item>
    <item><g:id>A2</g:id><title>Pine</title><g:price>EUR 1.299,00</g:price></item>
    </channel></rss>)"),
            "Oak & Co <b> A1 9.90 EUR InStock 4006381333931 was 12.90 | Pine A2 1299 EUR  ");
  EXPECT_EQ(read("<feed><entry><g:id>1</g:id><title>A</title></entry></feed>"), "A 1    ");
}

TEST(ReadFeed, ReadsTablesWithCommasSemicolonsAndTabs) {
  EXPECT_EQ(read("id,title,price,availability\r\n1,\"Oak, \"\"big\"\"\n table\",12.90 "
                 "USD,out_of_stock\r\n"),
            "Oak, \"big\" table 1 12.90 USD OutOfStock ");
  EXPECT_EQ(read("ID\tTitle\tSale Price\tPrice\n7\tA \"B\"\t5 USD\t8 USD\n"),
            "A \"B\" 7 5 USD   was 8");
  EXPECT_EQ(read("id;title;price\n1;A;12,90 EUR\n"), "A 1 12.90 EUR  ");
}

TEST(ReadFeed, ReadsShopifysJson) {
  EXPECT_EQ(read(R"({"product":{"id":1,"title":"Mug","vendor":"V","variants":[{"title":"Default",)"
                 R"("sku":"M-1","price":"19.00"}]}})"),
            "Mug M-1 19   ");
  EXPECT_EQ(read(R"({"id":1,"title":"Mug","handle":"mug","price":1900,"available":false,)"
                 R"("variants":[{"sku":"M-1","price":1900,"available":false}]})"),
            "Mug M-1 19  OutOfStock ");
}

TEST(ReadFeed, LeavesBrokenRowsOut) {
  const Feed feed = read_feed("id,title\n,\n1,A\n\n\"unclosed");
  EXPECT_EQ(feed.products.size(), 2u);
  EXPECT_EQ(feed.skipped, 1u);
  EXPECT_EQ(read_feed("").format, FeedFormat::unknown);
  EXPECT_EQ(read_feed("hello").format, FeedFormat::unknown);
  EXPECT_TRUE(read_feed("id,title\n1,A\n2,B\n", {.products = 1}).is_cut);
}

TEST(ReadFeed, WithstandsHostileFeeds) {
  for (const std::string_view part :
       {"<item>", "<item><a>", "<![CDATA[", "\"", ",", "a\t\n", "{\"a\":"}) {
    std::string text = "id,title\n";
    if (part.front() == '<') text = "<rss>";
    if (part.front() == '{') text.clear();
    for (int i = 0; i < 100'000; ++i) text += part;
    read_feed(text);
  }
}

}  // namespace
}  // namespace crow::extract
