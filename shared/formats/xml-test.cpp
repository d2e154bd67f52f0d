#include "shared/formats/xml.h"

#include <gtest/gtest.h>

namespace crow {
namespace {

std::string words(std::string_view text, bool is_last = true) {
  constexpr const char* kNames[] = {"<", "/", "\"", "more", "end", "!"};
  XmlReader reader(text, is_last);
  std::string out;
  for (;;) {
    const XmlToken token = reader.next();
    out += kNames[static_cast<std::size_t>(token.kind)];
    out += std::string(token.name) + token.text;
    for (const auto& [key, value] : token.attributes) out += " " + std::string(key) + "=" + value;
    if (token.kind >= XmlToken::Kind::more) return out;
    out += "|";
  }
}

TEST(Xml, GivesTagsAttributesAndText) {
  EXPECT_EQ(words("<?xml version='1.0'?><a x='1' y = \"2>\"><b/>t<!-- c --></a >"),
            "<a x=1 y=2>|<b|/b|\"t|/a|end");
  EXPECT_EQ(words("<a:b xml:lang='x'>\n</a:b>"), "<a:b xml:lang=x|\"\n|/a:b|end");
  EXPECT_EQ(words("<a><![CDATA[<b>&amp;]]><![CDATA[]]></a>"), "<a|\"<b>&amp;|/a|end");
}

TEST(Xml, KnowsFiveReferencesAndTheNumericOnesAndNoOther) {
  EXPECT_EQ(words("&lt;&gt;&amp;&quot;&apos;&#65;&#x42;"), "\"<>&\"'AB|end");
  EXPECT_EQ(words("&nbsp;&lol9;&#0;&#xD800;& &amp"), "\"&nbsp;&lol9;&#0;&#xD800;& &amp|end");
  EXPECT_EQ(words("<a b='&lt;&nbsp;'>"), "<a b=<&nbsp;|end");
}

TEST(Xml, RefusesDocumentTypes) {
  EXPECT_EQ(words("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"),
            "!declares a document type, which is refused");
  EXPECT_EQ(words("<!ENTITY x SYSTEM 'file:///etc/passwd'>"),
            "!declares a document type, which is refused");
}

TEST(Xml, RefusesWhatIsNoTag) {
  for (const char* text : {"<>", "< a>", "<1>", "</>", "</a b>", "<a b>", "<a b=c>",
                           "<a b='1' / c>", "<a =''>", "<a b==''>"})
    EXPECT_EQ(words(text), "!has a tag that is none") << text;
  EXPECT_EQ(words("<a"), "!ends in the middle of a tag");
  EXPECT_EQ(words("<a b='>"), "!ends in the middle of a tag");
  EXPECT_EQ(words("\xff"), "!holds bytes that are not in its charset");
  EXPECT_EQ(words("<" + std::string(300, 'a') + ">"), "!has a tag that is none");
}

TEST(Xml, InAWindowWhatHasNotEndedIsLeft) {
  for (const char* text :
       {"", "te", "<", "<a", "<a b='", "<![CDA", "<![CDATA[x]]", "<!-- x", "<?x"})
    EXPECT_EQ(words(text, false), "more") << text;
  const std::string whole = "<a x='1'>text<b/><![CDATA[c]]></a>";
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_TRUE(words(whole.substr(0, size), false).ends_with("more")) << size;
}

TEST(Xml, SplitsNames) {
  EXPECT_EQ(local_name("dc:date"), "date");
  EXPECT_EQ(prefix_of("dc:date"), "dc");
  EXPECT_EQ(local_name("date"), "date");
  EXPECT_EQ(prefix_of("date"), "");
}

}  // namespace
}  // namespace crow
