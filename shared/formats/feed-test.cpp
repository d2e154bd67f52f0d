#include "shared/formats/feed.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"

namespace crow {
namespace {

std::string shown(const FeedStep& step) {
  if (step.kind == FeedStep::Kind::broken) return "broken: " + step.fault;
  if (step.kind == FeedStep::Kind::fault) return "fault: " + step.fault;
  if (step.kind == FeedStep::Kind::more) return "more";
  if (step.kind == FeedStep::Kind::end_of_feed) return "end";
  const FeedItem& item = step.item;
  std::string out = concat(item.id, '|', item.link, '|', item.title, '|', item.author, '|',
                           item.date, '|', item.text);
  for (const std::string& category : item.categories) out += "|#" + category;
  return out;
}

// Every step on a line, with what the head said.
std::string words(std::string_view text) {
  const auto head = read_feed_head(text, true);
  if (!head) return head.error().message;
  text.remove_prefix((*head)->bytes);
  FeedItems items(text, (*head)->scope, true);
  std::string out(name_of((*head)->scope.kind));
  for (int i = 0; i < 100; ++i) {
    const FeedStep step = items.next();
    out += "\n" + shown(step);
    if (step.kind == FeedStep::Kind::end_of_feed || step.kind == FeedStep::Kind::fault) break;
  }
  return out;
}

constexpr std::string_view kRss = R"(<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
  <title>Channel</title><link>https://blog.example/</link>
  <atom:link href="https://blog.example/feed" rel="self"/>
  <item>
    <title>Fish &amp;amp; chips</title>
    <link>https://blog.example/1</link>
    <guid isPermaLink="false">urn:1</guid>
    <description>Short</description>
    <content:encoded><![CDATA[<p>Long <b>text</b></p><script>x()</script>]]></content:encoded>
    <dc:creator>Ada</dc:creator>
    <pubDate>Sat, 21 Nov 2026 08:30:00 GMT</pubDate>
    <category>shoes</category><category>red</category>
  </item>
  <item><guid>https://blog.example/2</guid><description>&lt;i&gt;two&lt;/i&gt;</description></item>
  <item/>
</channel></rss>)";

TEST(Feed, ReadsRss2) {
  EXPECT_EQ(words(kRss),
            "rss\n"
            "urn:1|https://blog.example/1|Fish & chips|Ada|Sat, 21 Nov 2026 08:30:00 GMT|Long text"
            "|#shoes|#red\n"
            "https://blog.example/2|https://blog.example/2||||two\n"
            "|||||\n"
            "end");
}

TEST(Feed, ReadsRss1) {
  EXPECT_EQ(words(R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel rdf:about="https://a.example"><title>C</title></channel>
    <item rdf:about="https://a.example/1"><title>One</title><link>https://a.example/1</link>
    <dc:date>2026-11-21T08:30:00Z</dc:date><dc:subject>x</dc:subject></item></rdf:RDF>)"),
            "rdf\nhttps://a.example/1|https://a.example/1|One||2026-11-21T08:30:00Z||#x\nend");
}

TEST(Feed, ReadsAtomUnderAnyPrefix) {
  EXPECT_EQ(words(R"(<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>
    <entry><id>tag:1</id><title type="html">&lt;b&gt;T&lt;/b&gt;</title>
    <link rel="enclosure" href="https://a.example/x.mp3"/><link href="https://a.example/1"/>
    <author><name>Ada</name><uri>https://ada.example</uri></author>
    <updated>2026-11-22T00:00:00Z</updated><published>2026-11-21T00:00:00Z</published>
    <category term="t"/><summary>s</summary>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a</p><p>b</p></div></content>
    <source><title>Other</title><id>tag:other</id></source></entry></feed>)"),
            "atom\ntag:1|https://a.example/1|T|Ada|2026-11-21T00:00:00Z|a b|#t\nend");
  EXPECT_EQ(words(R"(<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:id>1</a:id>
    <a:updated>u</a:updated><id>no</id></a:entry><entry/></a:feed>)"),
            "atom\n1||||u|\nend");
}

TEST(Feed, ABrokenItemIsToldAndTheNextIsRead) {
  EXPECT_EQ(words("<rss><item><title>a</b></item><item><title>b</title></item></rss>"),
            "rss\nbroken: has tags that do not match\n||b|||\nend");
  EXPECT_EQ(words("<rss><item><title>a < b</title></item><item><title>b</title></item></rss>"),
            "rss\nbroken: has a tag that is none\n||b|||\nend");
  std::string deep = "<rss><item>";
  for (int i = 0; i < 100; ++i) deep += "<x>";
  EXPECT_EQ(words(deep + "</item><item><title>b</title></item></rss>"),
            "rss\nbroken: is nested too deeply\n||b|||\nend");
  EXPECT_EQ(words("<rss><item><title>a"), "rss\nbroken: does not end\nend");
}

TEST(Feed, WhatIsNoFeedSaysSo) {
  EXPECT_EQ(words(""), "The feed is empty.");
  EXPECT_EQ(words("hello"), "The feed begins with text.");
  EXPECT_EQ(words("<html><body/></html>"), "The feed is another kind of XML.");
  EXPECT_EQ(words("{\"a\":1}"), "The feed begins with text.");
  EXPECT_EQ(words("<!DOCTYPE rss><rss/>"), "The feed declares a document type, which is refused.");
  EXPECT_EQ(words("<rss><channel><!DOCTYPE x></channel></rss>"),
            "rss\nfault: declares a document type, which is refused");
}

TEST(Feed, GoesOnInAnotherWindowWhereItStopped) {
  const auto head = read_feed_head(kRss, true);
  ASSERT_TRUE(head && *head);
  const std::string_view body = kRss.substr((*head)->bytes);
  for (std::size_t window = 400; window < body.size(); window += 37) {
    std::string out;
    std::size_t at = 0;
    for (std::size_t size = window;;) {
      const bool is_last = at + size >= body.size();
      FeedItems items(body.substr(at, size), (*head)->scope, is_last);
      FeedStep step = items.next();
      for (; step.kind == FeedStep::Kind::item; step = items.next()) out += shown(step) + "\n";
      if (step.kind == FeedStep::Kind::end_of_feed) break;
      ASSERT_EQ(step.kind, FeedStep::Kind::more);
      size = items.position() == 0 ? size + 200 : window;
      at += items.position();
    }
    EXPECT_EQ("rss\n" + out + "end", words(kRss)) << window;
  }
}

TEST(Feed, AHeadThatHasNotEndedIsLeft) {
  for (const std::size_t size : {0, 5, 60, 120}) {
    const auto head = read_feed_head(kRss.substr(0, size), false);
    ASSERT_TRUE(head) << size;
    EXPECT_FALSE(head->has_value()) << size;
  }
}

}  // namespace
}  // namespace crow
