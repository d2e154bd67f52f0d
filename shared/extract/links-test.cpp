#include "shared/extract/links.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"

namespace crow::extract {
namespace {

Leads leads_of(std::string_view html, std::string_view url = "https://shop.example/a/b?x=1") {
  return read_leads(parse_html(html), url, "crowbot");
}

// "url url! …", an exclamation mark behind those that are not to be followed.
std::string links_of(std::string_view html) {
  std::string out;
  for (const Link& link : leads_of(html).links)
    out += concat(out.empty() ? "" : " ", link.url, link.is_nofollow ? "!" : "");
  return out;
}

TEST(Links, AreAbsoluteAndInTheOrderOfThePage) {
  EXPECT_EQ(
      links_of("<a href='/p/1'>1</a><a href='p/2'>2</a><a href='?page=2'>3</a>"
               "<map><area href='//cdn.example/p/3'></map><a href='https://x.example/'>4</a>"),
      "https://shop.example/p/1 https://shop.example/a/p/2 "
      "https://shop.example/a/b?page=2 https://cdn.example/p/3 https://x.example/");
}

TEST(Links, StartFromTheBaseOfThePage) {
  EXPECT_EQ(links_of("<base href='/shop/'><a href='p'>p</a>"), "https://shop.example/shop/p");
}

TEST(Links, OfTheHeadAreTakenForNeighboursAlone) {
  EXPECT_EQ(links_of("<link rel=next href='/c?p=2'><link rel=stylesheet href='/s.css'>"
                     "<link rel='shortcut icon' href='/i.ico'>"),
            "https://shop.example/c?p=2");
}

TEST(Links, ThatLeadNowhereAreLeftOut) {
  EXPECT_EQ(links_of("<a>no</a><a href=''>x</a><a href='#top'>x</a><a href='javascript:x()'>x</a>"
                     "<a href='mailto:a@b.example'>x</a><a href='tel:1'>x</a><a href='data:,x'>"),
            "");
}

TEST(Links, ComeOnceAndWithoutTheirFragment) {
  EXPECT_EQ(links_of("<a href='/p#a'>1</a><a href='/p#b'>2</a><a href='/p'>3</a>"),
            "https://shop.example/p");
}

TEST(Links, AreFollowedWhenOneOfThemIs) {
  EXPECT_EQ(links_of("<a rel='noopener nofollow' href='/a'>a</a><a rel=NoFollow href='/b'>b</a>"
                     "<a href='/b'>b</a><a rel=nofollowed href='/c'>c</a>"),
            "https://shop.example/a! https://shop.example/b https://shop.example/c");
}

TEST(Links, AreAtMostTwoThousand) {
  std::string html;
  for (int i = 0; i < 3'000; ++i) html += concat("<a href='/p/", i, "'>x</a>");
  EXPECT_EQ(leads_of(html).links.size(), kLinksMax);
}

TEST(Robots, OfThePageAreHeardForAllAndForUs) {
  const auto words = [](std::string_view html) {
    const Leads leads = leads_of(html);
    return concat(leads.is_noindex ? "noindex " : "", leads.is_nofollow ? "nofollow" : "");
  };
  EXPECT_EQ(words(""), "");
  EXPECT_EQ(words("<meta name=robots content='index, follow'>"), "");
  EXPECT_EQ(words("<meta name=ROBOTS content='NOINDEX'>"), "noindex ");
  EXPECT_EQ(words("<meta name=robots content='none'>"), "noindex nofollow");
  EXPECT_EQ(words("<meta name=robots content='max-snippet:20,nofollow'>"), "nofollow");
  EXPECT_EQ(words("<meta name=CrowBot content='noindex,nofollow'>"), "noindex nofollow");
  EXPECT_EQ(words("<meta name=otherbot content='noindex'>"), "");
  EXPECT_EQ(words("<meta name=robots content=nofollow><meta name=crowbot content=noindex>"),
            "noindex nofollow");
  EXPECT_EQ(words("<p>noindex</p><meta name=robots content='noindexed'>"), "");
}

TEST(Leads, TellTheTitle) { EXPECT_EQ(leads_of("<title> A  &amp; B </title>").title, "A & B"); }

}  // namespace
}  // namespace crow::extract
