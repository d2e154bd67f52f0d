#include "shared/extract/loose-json.h"

#include <gtest/gtest.h>

#include <string>

namespace crow::extract {
namespace {

void write(const Json& json, const Json::Value& value, std::string& out) {
  switch (value.kind) {
    case Json::Kind::text:
      out += '\'' + std::string(value.text) + '\'';
      return;
    case Json::Kind::array:
    case Json::Kind::object: {
      const bool is_object = value.kind == Json::Kind::object;
      out += is_object ? '{' : '[';
      bool is_first = true;
      for (const Json::Value& member : json.children(value)) {
        if (!is_first) out += ' ';
        is_first = false;
        if (is_object) out += std::string(member.name) + ':';
        write(json, member, out);
      }
      out += is_object ? '}' : ']';
      return;
    }
    case Json::Kind::null:
      out += "null";
      return;
    default:
      out += value.text;
  }
}

std::string read(std::string_view text) {
  const Json json = read_loose_json(text);
  std::string out;
  if (!json.empty()) write(json, json.root(), out);
  return out;
}

TEST(LooseJson, ReadsJson) {
  EXPECT_EQ(read(R"({"a":[1,-2.5e3,"x\n\u00e9\ud83d\ude00"],"b":{"c":null,"d":true},"e":{}})"),
            "{a:[1 -2.5e3 'x\né😀'] b:{c:null d:true} e:{}}");
}

TEST(LooseJson, ReadsWhatPagesCallJson) {
  EXPECT_EQ(read("{'a': 'it\\'s', b: 1,}"), "{a:'it's' b:1}");
  EXPECT_EQ(read("{/* c */ \"a\": 1, // d\n \"b\": [2,,3,],}"), "{a:1 b:[2 3]}");
  EXPECT_EQ(read("{\"a\": \"line\nbreak\", \"b\": \"5\" screen\", \"c\": 1}"),
            "{a:'line\nbreak' b:'5\" screen' c:1}");
  EXPECT_EQ(read("var x = {a: undefined, b: new Date(1, 2), c: f({d: 1}), e: 'x' + 'y', g: 2};"),
            "{a:null b:null c:null e:'x' g:2}");
  EXPECT_EQ(read("{a: function () { return {b: 1}; }, c: 3}"), "{a:null c:3}");
  EXPECT_EQ(read("{\"a\": 1 \"b\": 2}"), "{a:1}");
  EXPECT_EQ(read("\xEF\xBB\xBF {\"a\":\"\\u0000\\uD800x\"}"), "{a:' \uFFFDx'}");
}

TEST(LooseJson, StopsBehindTheFirstValue) {
  std::size_t end = 0;
  const std::string text = "x = {\"a\":1}; y = {\"b\":2}";
  read_loose_json(text, &end);
  EXPECT_EQ(text.substr(end), "; y = {\"b\":2}");
}

TEST(LooseJson, MakesSomethingOfWhatIsCutOff) {
  EXPECT_EQ(read("{\"a\":[1,{\"b\":\"unfini"), "{a:[1 {b:'unfini'}]}");
  EXPECT_EQ(read("{\"a\""), "{}");
  EXPECT_EQ(read("no braces"), "");
  EXPECT_EQ(read("}]"), "");
}

TEST(LooseJson, IsBoundedInDepthAndNumber) {
  const Json deep = read_loose_json(std::string(100'000, '['));
  EXPECT_LE(deep.values().size(), 70u);
  std::string wide = "[";
  for (int i = 0; i < 1000; ++i) wide += "1,";
  EXPECT_EQ(read_loose_json(wide, nullptr, {.values = 100}).values().size(), 100u);
  std::string bomb;
  for (int i = 0; i < 50'000; ++i) bomb += "{\"a\":[";
  EXPECT_LE(read_loose_json(bomb).values().size(), 70u);
  for (const std::string_view part : {"{a:", "{\"", "{a:'\\", "{/*", "{a:((((", "[\"a\" "}) {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += part;
    read_loose_json(text);
  }
}

}  // namespace
}  // namespace crow::extract
