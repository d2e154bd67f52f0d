#include "shared/crawl/sitemap.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"
#include "shared/core/time.h"

namespace crow::crawl {
namespace {

constexpr std::string_view kHead = R"(<?xml version="1.0" encoding="UTF-8"?>)";

// "url@lastmod …", in pieces of so many bytes; a plus sign before other sitemaps.
std::string read(std::string_view text, std::size_t piece = 1u << 20) {
  SitemapReader reader;
  std::string out;
  for (std::size_t at = 0;; at += piece) {
    const bool is_last = at >= text.size();
    const auto part = is_last ? std::string_view() : text.substr(at, piece);
    for (const SitemapEntry& entry : reader.take(part, is_last))
      out += concat(out.empty() ? "" : " ", entry.is_sitemap ? "+" : "", entry.url,
                    entry.modified ? "@" : "", entry.modified ? to_rfc3339(*entry.modified) : "");
    if (is_last) break;
  }
  if (!reader.fault().empty()) out += concat(" (", reader.fault(), ")");
  return out;
}

TEST(Sitemap, NamesPagesAndWhenTheyChanged) {
  const std::string text =
      concat(kHead, R"(<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc> https://a.example/1?a=1&amp;b=2 </loc><lastmod>2026-09-01</lastmod></url>
<url><loc>https://a.example/2</loc><lastmod>2026-09-01T10:00:00+02:00</lastmod>
<priority>0.5</priority></url><url><loc>https://a.example/3</loc><lastmod>soon</lastmod></url>
</urlset>)");
  constexpr std::string_view kExpected =
      "https://a.example/1?a=1&b=2@2026-09-01T00:00:00.000Z "
      "https://a.example/2@2026-09-01T08:00:00.000Z https://a.example/3";
  EXPECT_EQ(read(text), kExpected);
  for (const std::size_t piece : {1u, 2u, 7u, 64u})
    EXPECT_EQ(read(text, piece), kExpected) << piece;
}

TEST(Sitemap, OfSitemapsNamesThem) {
  EXPECT_EQ(
      read("<sitemapindex><sitemap><loc>https://a.example/1.xml.gz</loc></sitemap>"
           "<sitemap><lastmod>2026-01-02</lastmod><loc>https://a.example/2.xml</loc></sitemap>"
           "</sitemapindex>"),
      "+https://a.example/1.xml.gz +https://a.example/2.xml@2026-01-02T00:00:00.000Z");
}

TEST(Sitemap, PassesOverPicturesAndVideos) {
  EXPECT_EQ(read("<urlset xmlns:image='i'><url><loc>https://a.example/1</loc><image:image>"
                 "<image:loc>https://a.example/1.jpg</image:loc></image:image></url><url>"
                 "<image:loc>https://a.example/x.jpg</image:loc></url></urlset>"),
            "https://a.example/1");
}

TEST(Sitemap, MayBeAFeedOrAListOfLines) {
  EXPECT_EQ(read("<rss><channel><link>https://a.example/</link><item><link>https://a.example/1"
                 "</link><pubDate>Tue, 01 Sep 2026 00:00:00 GMT</pubDate></item></channel></rss>"),
            "https://a.example/1@2026-09-01T00:00:00.000Z");
  EXPECT_EQ(
      read("<feed><link href='https://a.example/'/><entry><link rel='edit' href='/e'/><link "
           "href='https://a.example/1'/><updated>2026-09-01T00:00:00Z</updated></entry></feed>"),
      "https://a.example/1@2026-09-01T00:00:00.000Z");
  for (const std::size_t piece : {1u, 5u, 1'000u})
    EXPECT_EQ(read("\xEF\xBB\xBFhttps://a.example/1\r\n\n# no\nhttps://a.example/2", piece),
              "https://a.example/1 https://a.example/2");
}

TEST(Sitemap, HasOneByteOrderMarkInFrontHoweverItComes) {
  constexpr std::string_view kTwice = "\xEF\xBB\xBF\xEF\xBB\xBFhttps://a.example/1\n";
  for (const std::size_t piece : {1u, 5u, 1'000u}) EXPECT_EQ(read(kTwice, piece), read(kTwice));
}

TEST(Sitemap, CountsUpToWhereItBreaks) {
  EXPECT_EQ(read("<urlset><url><loc>https://a.example/1</loc></url><url><loc>https://a.ex"),
            "https://a.example/1");
  EXPECT_EQ(read("<urlset><url><loc>https://a.example/1</loc></url><url ="),
            "https://a.example/1 (ends in the middle of a tag)");
  EXPECT_EQ(read("<!DOCTYPE x [<!ENTITY a 'b'>]><urlset/>"),
            " (declares a document type, which is refused)");
  EXPECT_EQ(read("<html><body><url><loc>https://a.example/1</loc></url></body></html>"), "");
  EXPECT_EQ(read(""), "");
  EXPECT_EQ(read("   "), "");
}

TEST(Sitemap, LeavesOutAddressesThatAreTooLong) {
  const std::string text = concat("<urlset><url><loc>https://a.example/", std::string(3'000, 'x'),
                                  "</loc></url><url><loc>https://a.example/1</loc></url></urlset>");
  EXPECT_EQ(read(text), "https://a.example/1");
}

TEST(Sitemap, HoldsNoMoreThanTheEntryItReads) {
  SitemapReader reader;
  reader.take("<urlset>", false);
  std::size_t found = 0;
  for (int i = 0; i < 50'000; ++i)
    found += reader.take(concat("<url><loc>https://a.example/", i, "</loc></url>"), false).size();
  EXPECT_EQ(found, 50'000u);
  EXPECT_EQ(reader.take("</urlset>", true).size(), 0u);
  EXPECT_TRUE(reader.is_done());
}

TEST(Sitemap, EndsWhereATagDoesNot) {
  SitemapReader reader;
  reader.take("<urlset><url ", false);
  for (int i = 0; i < 400 && !reader.is_done(); ++i) reader.take(std::string(1'000, 'a'), false);
  EXPECT_TRUE(reader.is_done());
  EXPECT_EQ(reader.fault(), "holds a line or a tag that does not end");
}

}  // namespace
}  // namespace crow::crawl
