#include "shared/lexical/snippet.h"

#include <gtest/gtest.h>

#include <array>

namespace crow::lexical {
namespace {

std::string snippet(std::string_view text, std::vector<std::string> found) {
  return snippet_of(text, found).value_or("(none)");
}

TEST(Snippet, MarksWhatWasFound) {
  EXPECT_EQ(snippet("Red Shoes for Ada", {"shoes", "red"}),
            "<mark>Red</mark> <mark>Shoes</mark> for Ada");
  EXPECT_EQ(snippet("Größe 42", {"grosse"}), "<mark>Größe</mark> 42");
  EXPECT_EQ(snippet("T-Shirt", {"tshirt"}), "<mark>T-Shirt</mark>");
  EXPECT_EQ(snippet("T-Shirt", {"shirt"}), "T-<mark>Shirt</mark>");
}

TEST(Snippet, IsNothingWithoutAFind) {
  EXPECT_EQ(snippet("Red Shoes", {"boots"}), "(none)");
  EXPECT_EQ(snippet("", {"boots"}), "(none)");
  EXPECT_EQ(snippet("Red", {}), "(none)");
}

TEST(Snippet, IsSafeToShow) {
  EXPECT_EQ(snippet("<b>Red</b> & \"it's\" <script>alert(1)</script>", {"red", "script"}),
            "&lt;b&gt;<mark>Red</mark>&lt;/b&gt; &amp; &quot;it&#39;s&quot; "
            "&lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt;");
  EXPECT_EQ(escape_html("a<b>'\"&"), "a&lt;b&gt;&#39;&quot;&amp;");
}

TEST(Snippet, IsThePartThatHoldsMost) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "word ";
  text += "red shoes ";
  for (int i = 0; i < 100; ++i) text += "word ";
  const std::string made = snippet(text, {"red", "shoes"});
  EXPECT_NE(made.find("<mark>red</mark> <mark>shoes</mark>"), made.npos) << made;
  EXPECT_TRUE(made.starts_with("… ")) << made;
  EXPECT_TRUE(made.ends_with(" …")) << made;
  EXPECT_LT(made.size(), 300u);
}

}  // namespace
}  // namespace crow::lexical
