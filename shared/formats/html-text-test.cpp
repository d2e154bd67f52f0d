#include "shared/formats/html-text.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"

namespace crow {
namespace {

TEST(HtmlText, TagsGoAndBlocksPartWords) {
  EXPECT_EQ(html_to_text("<p>One</p><p>two <b>th</b>ree<br/>four</p>"), "One two three four");
  EXPECT_EQ(html_to_text("  plain \n text\t"), "plain text");
  EXPECT_EQ(html_to_text("<img src='a>b'>x"), "b'>x") << "an attribute's > ends the tag";
  EXPECT_EQ(html_to_text("a<!-- no <b> -->b"), "ab");
  EXPECT_EQ(html_to_text("<script>alert('<p>')</script>ok<style>p{}</style>"), "ok");
  EXPECT_EQ(html_to_text("<SCRIPT>x"), "");
}

TEST(HtmlText, EntitiesBecomeCharacters) {
  EXPECT_EQ(html_to_text("Tom &amp; J&#233;r&#xF4;me &hellip; &euro;5&nbsp;off"),
            "Tom & J\u00e9r\u00f4me \u2026 \u20ac5 off");
  EXPECT_EQ(html_to_text("&lt;b&gt;"), "<b>") << "once, not twice";
  EXPECT_EQ(html_to_text("AT&T &unknown; &;"), "AT&T &unknown; &;");
  EXPECT_EQ(html_to_text("&#0;&#xD800;&#1114112;&#99999999999;"),
            "&#0;&#xD800;&#1114112;&#99999999999;");
}

TEST(HtmlText, WhatIsNoTagStays) {
  EXPECT_EQ(html_to_text("1 < 2 and <3"), "1 < 2 and <3");
  EXPECT_EQ(html_to_text("open <b"), "open <b");
}

TEST(HtmlText, IsLinearInHostileInput) {
  std::string nested;
  for (int i = 0; i < 100'000; ++i) nested += "<b";
  EXPECT_LE(html_to_text(nested).size(), nested.size());
  EXPECT_EQ(html_to_text("<script>" + std::string(500'000, '<')), "");
}

}  // namespace
}  // namespace crow
