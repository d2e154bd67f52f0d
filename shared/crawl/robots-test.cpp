#include "shared/crawl/robots.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"

namespace crow::crawl {
namespace {

bool allows(std::string_view robots, std::string_view target, std::string_view agent = "crowbot") {
  return read_robots(robots, agent).allows(target);
}

TEST(Robots, AllowEverythingWhereNothingIsSaid) {
  for (const std::string_view text :
       {"", "\n\n", "# nothing\n", "User-agent: *\n", "User-agent: *\nDisallow:\n", "Disallow: /\n",
        "<html></html>"})
    EXPECT_TRUE(allows(text, "/a")) << text;
}

// RFC 9309, 5.1.
TEST(Robots, ReadTheSimpleExample) {
  constexpr std::string_view kText = R"(User-Agent: *
Disallow: *.gif$
Disallow: /example/
Allow: /publications/

User-Agent: foobot
Disallow:/
Allow:/example/page.html
Allow:/example/allowed.gif

User-Agent: barbot
User-Agent: bazbot
Disallow: /example/page.html

User-Agent: quxbot
)";
  EXPECT_FALSE(allows(kText, "/picture.gif", "other"));
  EXPECT_TRUE(allows(kText, "/picture.gif?x", "other"));
  EXPECT_FALSE(allows(kText, "/example/x", "other"));
  EXPECT_TRUE(allows(kText, "/publications/x", "other"));
  EXPECT_FALSE(allows(kText, "/", "foobot"));
  EXPECT_TRUE(allows(kText, "/example/page.html", "foobot"));
  EXPECT_TRUE(allows(kText, "/example/allowed.gif", "foobot"));
  EXPECT_FALSE(allows(kText, "/publications/", "foobot"));
  for (const std::string_view agent : {"barbot", "bazbot"}) {
    EXPECT_FALSE(allows(kText, "/example/page.html", agent));
    EXPECT_TRUE(allows(kText, "/example/", agent));
  }
  EXPECT_TRUE(allows(kText, "/example/", "quxbot"));
}

// RFC 9309, 5.2.
TEST(Robots, LetTheLongestMatchDecide) {
  constexpr std::string_view kText = R"(User-Agent: foobot
Allow: /example/page/
Disallow: /example/page/disallowed.gif
)";
  EXPECT_FALSE(allows(kText, "/example/page/disallowed.gif", "foobot"));
  EXPECT_TRUE(allows(kText, "/example/page/", "foobot"));
}

TEST(Robots, LetAllowWinATie) {
  EXPECT_TRUE(allows("User-agent: *\nDisallow: /p\nAllow: /p\n", "/p/1"));
  EXPECT_TRUE(allows("User-agent: *\nAllow: /p\nDisallow: /p\n", "/p/1"));
  EXPECT_FALSE(allows("User-agent: *\nAllow: /p\nDisallow: /p/\n", "/p/1"));
}

TEST(Robots, GiveAnAgentItsOwnGroupOrThatOfAll) {
  constexpr std::string_view kText =
      "User-agent: *\nDisallow: /a\n\nUser-agent: CrowBot/1.0 (x)\nDisallow: /b\n";
  EXPECT_TRUE(allows(kText, "/a"));
  EXPECT_FALSE(allows(kText, "/b"));
  EXPECT_FALSE(allows(kText, "/a", "other"));
  EXPECT_TRUE(allows("User-agent: crowbot\nDisallow:\nUser-agent: *\nDisallow: /\n", "/a"));
  EXPECT_TRUE(allows("User-agent: crowbotto\nDisallow: /\n", "/a"));
  EXPECT_TRUE(allows("User-agent: crow\nDisallow: /\n", "/a"));
  EXPECT_FALSE(allows("USER-AGENT: CROWBOT\nDISALLOW: /\n", "/a"));
}

TEST(Robots, MergeGroupsOfOneAgent) {
  constexpr std::string_view kText =
      "User-agent: crowbot\nDisallow: /a\n\nUser-agent: x\nDisallow: /b\n\nUser-agent: "
      "CrowBot\nDisallow: /c\n";
  EXPECT_FALSE(allows(kText, "/a"));
  EXPECT_TRUE(allows(kText, "/b"));
  EXPECT_FALSE(allows(kText, "/c"));
}

TEST(Robots, DoNotLetOtherLinesEndAGroup) {
  constexpr std::string_view kText =
      "User-agent: x\nSitemap: https://a.example/s.xml\nFoo: bar\nnonsense\nUser-agent: "
      "crowbot\nCrawl-delay: 2\nDisallow: /a\nSitemap: https://a.example/t.xml\nDisallow: /b\n";
  const Robots robots = read_robots(kText, "crowbot");
  EXPECT_FALSE(robots.allows("/a"));
  EXPECT_FALSE(robots.allows("/b"));
  EXPECT_EQ(robots.delayMs, 2'000);
  EXPECT_EQ(robots.sitemaps,
            (std::vector<std::string>{"https://a.example/s.xml", "https://a.example/t.xml"}));
}

TEST(Robots, KnowWildcards) {
  const auto is = [](std::string_view rule, std::string_view target) {
    return !allows(concat("User-agent: *\nDisallow: ", rule, "\n"), target);
  };
  EXPECT_TRUE(is("/fish", "/fish.html"));
  EXPECT_TRUE(is("/fish*", "/fishheads/yummy.html"));
  EXPECT_FALSE(is("/fish", "/Fish.asp"));
  EXPECT_FALSE(is("/fish/", "/fish"));
  EXPECT_TRUE(is("/*.php", "/folder/filename.php?parameters"));
  EXPECT_TRUE(is("/*.php$", "/filename.php"));
  EXPECT_FALSE(is("/*.php$", "/filename.php?x"));
  EXPECT_FALSE(is("/*.php$", "/windows.PHP"));
  EXPECT_TRUE(is("/fish*.php", "/fishheads/catfish.php?parameters"));
  EXPECT_TRUE(is("/a*b*c$", "/a/b/b/c"));
  EXPECT_FALSE(is("/a*b*c$", "/a/b/b/cd"));
  EXPECT_TRUE(is("/a*c$", "/acbc"));
  EXPECT_TRUE(is("/*?sort=", "/c?sort=price"));
  EXPECT_TRUE(is("/$", "/"));
  EXPECT_FALSE(is("/$", "/a"));
  EXPECT_TRUE(is("*", "/anything"));
  EXPECT_TRUE(is("/a$b", "/a$b")) << "a dollar in the middle is one";
  EXPECT_TRUE(is("folder/", "/folder/x")) << "meant with its slash";
}

// RFC 9309, 2.2.2 and 2.2.3.
TEST(Robots, CompareOctetsHoweverTheyAreWritten) {
  const auto is = [](std::string_view rule, std::string_view target) {
    return !allows(concat("User-agent: *\nDisallow: ", rule, "\n"), target);
  };
  EXPECT_TRUE(is("/foo/bar?baz=quz", "/foo/bar?baz=quz"));
  EXPECT_TRUE(is("/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar"));
  EXPECT_TRUE(is("/foo/bar?baz=https%3A%2F%2Ffoo.bar", "/foo/bar?baz=https://foo.bar"));
  EXPECT_TRUE(is("/foo/bar/\u30c4", "/foo/bar/%E3%83%84"));
  EXPECT_TRUE(is("/foo/bar/%E3%83%84", "/foo/bar/%e3%83%84"));
  EXPECT_TRUE(is("/foo/bar/%62%61%7A", "/foo/bar/baz"));
  EXPECT_TRUE(is("/foo/bar/baz", "/foo/bar/%62%61%7A"));
  EXPECT_TRUE(is("/path/file-with-a-%2A.html", "/path/file-with-a-*.html"));
  EXPECT_FALSE(is("/path/file-with-a-%2A.html", "/path/file-with-a-x.html"));
  EXPECT_TRUE(is("/path/foo-%24", "/path/foo-$"));
  EXPECT_FALSE(is("/a%2Fb", "/a/b")) << "an escaped slash is no slash";
  EXPECT_FALSE(is("/a?x", "/a%3Fx"));
}

TEST(Robots, AlwaysAllowThemselves) { EXPECT_TRUE(forbid_all().allows("/robots.txt")); }

TEST(Robots, ForbidAllForbidsEverythingElse) {
  for (const std::string_view target : {"/", "/a", "/?q", "/robots.txt?x"})
    EXPECT_FALSE(forbid_all().allows(target)) << target;
}

TEST(Robots, ReadEveryLineEndAndAMark) {
  EXPECT_FALSE(allows("\xEF\xBB\xBFUser-agent: *\rDisallow: /a\r\nAllow: /a/b\n", "/a"));
  EXPECT_TRUE(allows("User-agent: *\rDisallow: /a\r\nAllow: /a/b", "/a/b"));
  EXPECT_FALSE(allows("  User-agent \t:  * # all\n\tDisallow  :/a # here", "/a"));
}

TEST(Robots, ReadFiveHundredKibibytesAtLeast) {
  std::string text = "User-agent: *\n";
  while (text.size() < 500 * 1024) text += "# a line that says nothing at all\n";
  EXPECT_FALSE(allows(text + "Disallow: /late\n", "/late"));
}

TEST(Robots, AreBoundedWhateverTheyHold) {
  std::string text = "User-agent: *\n";
  for (int i = 0; i < 30'000; ++i) text += concat("Disallow: /", i, "/*a*b*c*d$\n");
  const Robots robots = read_robots(text, "crowbot");
  EXPECT_LE(robots.rules.size(), 10'000u);
  EXPECT_TRUE(robots.allows("/" + std::string(1'500, 'a')));
  std::string stars = "User-agent: *\nDisallow: /";
  for (int i = 0; i < 900; ++i) stars += "*a";
  EXPECT_TRUE(allows(stars + "b$\n", "/" + std::string(1'900, 'a')));
}

TEST(CrawlDelay, IsReadInSecondsAndTenths) {
  const auto delay = [](std::string_view value) {
    return read_robots(concat("User-agent: *\nCrawl-delay: ", value, "\n"), "crowbot").delayMs;
  };
  EXPECT_EQ(delay("10"), 10'000);
  EXPECT_EQ(delay("0.5"), 500);
  EXPECT_EQ(delay("1.25"), 1'200);
  EXPECT_EQ(delay("99999999"), 120'000);
  EXPECT_EQ(delay("-1"), std::nullopt);
  EXPECT_EQ(delay("soon"), std::nullopt);
}

TEST(RobotsTag, SpeaksToAllOrToAnAgent) {
  const auto words = [](std::string_view header) {
    const RobotsTag tag = read_robots_tag(header, "crowbot");
    return concat(tag.is_noindex ? "noindex " : "", tag.is_nofollow ? "nofollow" : "");
  };
  EXPECT_EQ(words(""), "");
  EXPECT_EQ(words("noindex"), "noindex ");
  EXPECT_EQ(words("NoIndex, NOFOLLOW"), "noindex nofollow");
  EXPECT_EQ(words("none"), "noindex nofollow");
  EXPECT_EQ(words("otherbot: noindex, nofollow"), "");
  EXPECT_EQ(words("otherbot: noindex, crowbot: nofollow"), "nofollow");
  EXPECT_EQ(words("CrowBot: noindex"), "noindex ");
  EXPECT_EQ(words("unavailable_after: 25 Jun 2010 15:00:00 GMT, nofollow"), "nofollow");
  EXPECT_EQ(words("max-snippet: 20, noindex"), "noindex ");
  EXPECT_EQ(words("noindexed, index"), "");
}

}  // namespace
}  // namespace crow::crawl
