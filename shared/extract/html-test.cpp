#include "shared/extract/html.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "shared/extract/walk.h"

namespace crow::extract {
namespace {

// The tree in one line: "div(p(text) p)".
std::string shape(const Document& page) {
  std::string out;
  std::vector<Id> open;
  for (Id id = 1; id < page.size(); ++id) {
    while (!open.empty() && id >= page[open.back()].end) {
      out += ')';
      open.pop_back();
    }
    if (!out.empty() && out.back() != '(') out += ' ';
    out += page[id].tag == Tag::text ? "'" + std::string(page[id].text) + "'"
                                     : std::string(page[id].text);
    if (page[id].end > id + 1) {
      out += '(';
      open.push_back(id);
    }
  }
  out.append(open.size(), ')');
  return out;
}

std::string tree(std::string_view html) { return shape(parse_html(html)); }

TEST(ParseHtml, ImpliesTheEndTagsThatPeopleLeaveOut) {
  EXPECT_EQ(tree("<p>a<p>b"), "p('a') p('b')");
  EXPECT_EQ(tree("<ul><li>a<li>b<ul><li>c</ul></ul>"), "ul(li('a') li('b' ul(li('c'))))");
  EXPECT_EQ(tree("<table><tr><td>a<td>b<tr><th>c</table>d"),
            "table(tr(td('a') td('b')) tr(th('c'))) 'd'");
  EXPECT_EQ(tree("<dl><dt>a<dd>b<dt>c</dl>"), "dl(dt('a') dd('b') dt('c'))");
  EXPECT_EQ(tree("<select><option>a<option>b</select>"), "select(option('a') option('b'))");
  EXPECT_EQ(tree("<p>a<div>b</div>"), "p('a') div('b')");
  EXPECT_EQ(tree("<head><title>t</title><body>b"), "head(title('t')) body('b')");
}

TEST(ParseHtml, KeepsWhatIsMisnestedApart) {
  EXPECT_EQ(tree("<b>1<i>2</b>3</i>"), "b('1' i('2')) '3'");
  EXPECT_EQ(tree("<a><div>x</a>y</div>z"), "a(div('x' 'y')) 'z'");
  EXPECT_EQ(tree("<div><td>a</div>b"), "div(td('a' 'b'))");
  EXPECT_EQ(tree("</div></p>x</span>"), "'x'");
  EXPECT_EQ(tree("<table><tr><td></table></div>x"), "table(tr(td)) 'x'");
}

TEST(ParseHtml, LeavesScriptsAndStylesUnread) {
  EXPECT_EQ(tree("<script>if (a<b) '</div>' </scripty></script>x"),
            "script('if (a<b) '</div>' </scripty>') 'x'");
  EXPECT_EQ(tree("<title>a <b> &amp; c</TITLE >d"), "title('a <b> & c') 'd'");
  EXPECT_EQ(tree("<style>p>a{}"), "style('p>a{}')");
}

TEST(ParseHtml, SkipsCommentsAndDeclarations) {
  EXPECT_EQ(tree("<!doctype html><!-- <p> -- > --><p>a<!---->b<!-->c<?php echo ?>d<![if x]>e"),
            "p('a' 'b' 'c' 'd' 'e')");
  EXPECT_EQ(tree("a<!-- never closed <p>"), "'a'");
  EXPECT_EQ(tree("a < b </ c> d"), "'a ' '<' ' b ' ' d'");
}

TEST(ParseHtml, ReadsAttributesHoweverTheyAreQuoted) {
  const Document page = parse_html(
      "<DIV Class=\"a &amp; b\" id='x>y' data-n=5 hidden title = \"t\" class=second a/b=c "
      "href=\"?a=1&copy=2&amp;b\">");
  const Id div = 1;
  EXPECT_EQ(page[div].tag, Tag::div);
  EXPECT_EQ(page.attribute(div, "class"), "a & b");
  EXPECT_EQ(page.attribute(div, "id"), "x>y");
  EXPECT_EQ(page.attribute(div, "data-n"), "5");
  EXPECT_TRUE(page.has_attribute(div, "hidden"));
  EXPECT_EQ(page.attribute(div, "title"), "t");
  EXPECT_EQ(page.attribute(div, "b"), "c");
  EXPECT_EQ(page.attribute(div, "href"), "?a=1&copy=2&b");
  EXPECT_FALSE(page.has_attribute(div, "second"));
}

TEST(ParseHtml, DecodesCharacterReferences) {
  const auto text = [](std::string_view html) { return std::string(parse_html(html)[1].text); };
  EXPECT_EQ(text("&euro;&nbsp;5 &pound;5 &#163;5 &#xA3;5 &#128;"), "€\u00A05 £5 £5 £5 €");
  EXPECT_EQ(text("a&ampb &copy2019 &unknown; & &; &#; &#x;"), "a&b ©2019 &unknown; & &; &#; &#x;");
  EXPECT_EQ(text("&#0;&#xD800;&#x110000;"), "\uFFFD\uFFFD\uFFFD");
}

TEST(ParseHtml, ReadsXmlWithItsCdata) {
  const Document feed = parse_xml("<a><g:id/><b><![CDATA[<x> & y]]></b><br>z</br></a>");
  EXPECT_EQ(shape(feed), "a(g:id b('<x> & y') br('z'))");
}

TEST(ParseHtml, KnowsWhatStandsInWhat) {
  const Document page = parse_html("<div><p><b>x</b></p><i>y</i></div>");
  EXPECT_EQ(page.common_ancestor(4, 6), 1u);
  EXPECT_TRUE(page.is_inside(4, 2));
  EXPECT_FALSE(page.is_inside(6, 2));
  EXPECT_EQ(page.closest(4, Tag::p), 2u);
  EXPECT_EQ(page.closest(4, Tag::table), kNone);
}

// Hostile pages: each takes a time that grows with its size and no more, and ends.
TEST(ParseHtml, WithstandsHostilePages) {
  const auto repeat = [](std::string_view part, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += part;
    return out;
  };
  const std::string pages[] = {
      repeat("<div>", 200'000),
      repeat("<b><i><a>", 100'000) + repeat("</div></b>", 100'000),
      repeat("<!--", 500'000),
      repeat("<!-- -", 300'000),
      repeat("<script>", 200'000),
      repeat("</script", 200'000),
      repeat("<textarea></textare", 100'000),
      repeat("<a b=\"", 300'000),
      "<a " + repeat("x=1 ", 400'000) + ">",
      repeat("&", 1'000'000),
      repeat("&#", 500'000),
      repeat("<", 1'000'000),
      repeat("<table><td>", 100'000),
      repeat("<p>", 400'000),
      repeat("<li><dl><dd>", 100'000),
      repeat("<svg><p>", 100'000),
      repeat("<select><option>", 100'000),
      std::string(1'000'000, '\0'),
  };
  for (const std::string& page : pages) {
    const auto before = std::chrono::steady_clock::now();
    const Document document = parse_html(page);
    const auto took = std::chrono::steady_clock::now() - before;
    EXPECT_LE(document.size(), HtmlLimits{}.nodes + 2) << page.substr(0, 20);
    for (Id id = 1; id < document.size(); ++id) ASSERT_LE(document[id].depth, 257u);
    // Sanitizers make it twenty times as slow; what is quadratic takes minutes.
    EXPECT_LT(took, std::chrono::seconds(10)) << page.substr(0, 20);
  }
}

TEST(ResolveUrl, FollowsTheForms) {
  const auto from = [](std::string_view reference) {
    return resolve_url("https://a.example/x/y?q=1#f", reference);
  };
  EXPECT_EQ(from("z"), "https://a.example/x/z");
  EXPECT_EQ(from("/z"), "https://a.example/z");
  EXPECT_EQ(from("//b.example/z"), "https://b.example/z");
  EXPECT_EQ(from("?p=2"), "https://a.example/x/y?p=2");
  EXPECT_EQ(from("https://c.example"), "https://c.example");
  EXPECT_EQ(from("javascript:alert(1)"), "");
  EXPECT_EQ(from("data:image/gif;base64,R0"), "");
  EXPECT_EQ(from("#top"), "");
}

}  // namespace
}  // namespace crow::extract
