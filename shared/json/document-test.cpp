// What is refused whatever the type is, and values that stand alone, as in query strings.
#include <gtest/gtest.h>

#include <chrono>

#include "shared/json/testing.h"

namespace crow::json {
namespace {

using namespace std::string_literals;

enum class Color : std::uint8_t { red, green };
constexpr auto names(Color) { return std::to_array<std::string_view>({"red", "green"}); }

struct Item {
  Text<1, 5> name;
  Integer<0, 9> count{3};
  static constexpr auto fields =
      describe(field<&Item::name>("name", ""), field<&Item::count>("count", "").defaulted());
};

TEST(Document, MustBeOneJsonValueAndNothingElse) {
  for (const std::string& text : {""s,
                                  " "s,
                                  "{"s,
                                  "}"s,
                                  "{}{}"s,
                                  "{} x"s,
                                  "{},"s,
                                  "{\"value\"}"s,
                                  "{\"value\":}"s,
                                  "{\"value\":1,}"s,
                                  "{value:1}"s,
                                  "{'value':1}"s,
                                  "{\"value\":01}"s,
                                  "{\"value\":+1}"s,
                                  "{\"value\":.5}"s,
                                  "{\"value\":1.}"s,
                                  "{\"value\":1e}"s,
                                  "{\"value\":0x1}"s,
                                  "{\"value\":NaN}"s,
                                  "{\"value\":Infinity}"s,
                                  "{\"value\":tru}"s,
                                  "{\"value\":TRUE}"s,
                                  "{\"value\":\"\n\"}"s,
                                  "{\"value\":\"\t\"}"s,
                                  "{\"value\":\"\\q\"}"s,
                                  "{\"value\":\"\\u12\"}"s,
                                  "{\"value\":\"\\u12g4\"}"s,
                                  "{\"value\":\"}"s,
                                  "{\"value\":\"\\"s,
                                  "{\"value\":1 /*c*/}"s,
                                  "//c\n{}"s,
                                  "{\"value\":[1,2}"s,
                                  "{\"value\":[1 2]}"s,
                                  "{\"value\":[,]}"s}) {
    const auto outcome = read<One<RawJson>>(text);
    ASSERT_FALSE(outcome.has_value()) << text;
    EXPECT_EQ(outcome.error().code, ErrorCode::invalid_argument);
    ASSERT_EQ(outcome.error().violations.size(), 1u) << text;
    EXPECT_EQ(outcome.error().violations[0].rule, Rule::syntax) << text;
    EXPECT_TRUE(outcome.error().message.starts_with("The body must be JSON")) << text;
  }
}

TEST(Document, MayBeginWithAByteOrderMark) {
  EXPECT_EQ(read_as<One<bool>>("\xEF\xBB\xBF{\"value\":true}"), R"({"value":true})");
  EXPECT_TRUE(read_as<One<bool>>("{\"value\":\xEF\xBB\xBFtrue}").starts_with("syntax"));
  EXPECT_EQ(read_as<One<bool>>("\xFE\xFF{}"), "syntax: JSON in UTF-8");
}

TEST(Document, HoldsNeitherNulNorWhatIsNotUtf8InWhateverSpelling) {
  const std::string nul = "value syntax: text without NUL characters";
  const std::string half = "value syntax: JSON without halves of surrogate pairs";
  const std::vector<std::pair<std::string, std::string>> values = {
      {"\"\0\""s, "syntax: JSON without NUL bytes"},
      {"1}\0"s, "syntax: JSON without NUL bytes"},
      {"\"\xC0\x80\""s, "syntax: JSON in UTF-8"},
      {"\"\xED\xA0\x80\""s, "syntax: JSON in UTF-8"},
      {"\"\xFF\""s, "syntax: JSON in UTF-8"},
      {"\"\xE2\x82\""s, "syntax: JSON in UTF-8"},
      {R"("\u0000")", nul},
      {R"(["a\u0000b"])", nul},
      {R"("\udc00")", half},
      {R"("\udfffx")", half},
      {R"("\ude00\ud83d\ude00")", half},
      {R"(["\udc00"])", half},
      {R"({"\udc00":1})", half},
      {R"({"a":{"\u0000":1}})", nul},
  };
  for (const auto& [value, words_expected] : values)
    EXPECT_EQ(read_one<RawJson>(value), words_expected) << value;
  for (const std::string_view alone :
       {R"("\ud800")", R"("\ud800x")", R"("\ud83d\ud83d")", R"("\ud800\u0041")", R"("\udbff\\")"})
    EXPECT_EQ(read_one<std::string>(alone), half) << alone;
  // In a name they stand nowhere yet.
  EXPECT_EQ(read_as<Item>(R"({"name":"a","\udc00":1})"), half.substr(6));
  EXPECT_EQ(read_as<Item>(R"({"name":"a","b\u0000":1})"),
            "b  syntax: text without NUL characters | b  unknown: a field of this operation");
}

TEST(Document, IsBoundedInDepth) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_EQ(read_as<RawJson>(nested(16)), nested(16));
  EXPECT_EQ(read_as<RawJson>(nested(17)), "depth: nested at most 16 deep");
  EXPECT_EQ(read_as<RawJson>(nested(1'000'000)), "depth: nested at most 16 deep");
  EXPECT_EQ(read_as<RawJson>(nested(3), {.depth = 2}), "depth: nested at most 2 deep");
  // Also where the value is passed over.
  EXPECT_EQ(read_as<One<bool>>(concat(R"({"x":)", nested(16), '}'), {.unknown = Unknown::ignored}),
            "depth: nested at most 16 deep");
  EXPECT_EQ(read_as<One<std::vector<RawJson>>>(concat(R"({"value":[)", nested(15), "]}")),
            "value[0] depth: nested at most 16 deep");
  std::string siblings = "[";
  for (int i = 0; i < 100; ++i) siblings += "[],";
  EXPECT_EQ(read_as<RawJson>(siblings + "1]", {.depth = 2}), siblings + "1]");
}

TEST(Document, IsBoundedInTheNumberOfValues) {
  std::string list = "[";
  for (int i = 0; i < 1'000; ++i) list += "1,";
  list += "1]";
  EXPECT_EQ(read_as<RawJson>(list, {.values = 100}), "count: of at most 100 values");
  EXPECT_EQ(read_as<std::vector<double>>(list, {.values = 100}), "count: of at most 100 values");
  EXPECT_EQ(read_as<One<bool>>(concat(R"({"x":)", list, '}'),
                               {.values = 100, .unknown = Unknown::ignored}),
            "count: of at most 100 values");
  EXPECT_EQ(read_as<RawJson>(list, {.values = 2'000}), list);
}

TEST(Document, OfManyNamesTakesTimeThatGrowsWithItsSize) {
  std::string names_of_map = "{";
  for (int i = 0; i < 60'000; ++i) names_of_map += concat(i ? ",\"" : "\"", i, "\":1");
  names_of_map += "}";
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(read<Map<std::int64_t>>(names_of_map).has_value());
  // Comparing each with each took minutes.
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
}

// ---------------------------------------------------------------------- query strings and the like

template <typename T>
std::string read_value(std::string_view text) {
  One<T> one;
  std::vector<Violation> violations;
  const Field& field = kTypeOf<One<T>>.fields[0];
  read_text(text, field, field.locate(&one), violations);
  if (violations.empty()) return write(one.value);
  return words(fail(std::move(violations)).error());
}

TEST(ReadText, TakesScalarsAsTheyStandInAQueryString) {
  EXPECT_EQ(read_value<std::string>(""), R"("")");
  EXPECT_EQ(read_value<std::string>(" a\"b "), R"(" a\"b ")");
  EXPECT_EQ(read_value<std::string>("null"), R"("null")");
  EXPECT_EQ(read_value<bool>("true"), "true");
  EXPECT_EQ((read_value<Integer<1, 100>>("7")), "7");
  EXPECT_EQ((read_value<Integer<1, 100>>("7.0")), "7");
  EXPECT_EQ(read_value<double>("-1.5e3"), "-1500");
  EXPECT_EQ(read_value<Color>("green"), R"("green")");
  EXPECT_EQ(read_value<std::optional<Color>>("green"), R"("green")");
  EXPECT_EQ(read_value<std::optional<std::int64_t>>("7"), "7");
  EXPECT_EQ(read_value<std::vector<std::int64_t>>("7"), "[7]");
  EXPECT_EQ(read_value<Timestamp>("2026-11-21T09:30:00Z"), R"("2026-11-21T09:30:00.000Z")");
}

TEST(ReadText, RefusesWhatDoesNotFit) {
  const std::string whole = "a whole number from 1 to 100, got ";
  for (const std::string_view text : {"", " ", "abc", "1 ", " 1", "+1", "01", "0x1", "1,2", "\"7\"",
                                      "[7]", "null", "7}", "NaN", "1\n"})
    EXPECT_TRUE((read_value<Integer<1, 100>>(text).starts_with("value "))) << text;
  EXPECT_EQ((read_value<Integer<1, 100>>("101")), "value range: " + whole + "101");
  EXPECT_EQ((read_value<Integer<1, 100>>("abc")), "value syntax: " + whole + "abc");
  EXPECT_EQ((read_value<Integer<1, 100>>("")), "value type: " + whole);
  EXPECT_EQ((read_value<std::optional<Integer<1, 100>>>("null")), "value type: " + whole + "null");
  EXPECT_EQ(read_value<bool>("yes"), "value syntax: true or false, got yes");
  EXPECT_EQ(read_value<Color>("blue"), "value choice: one of red, green, got blue");
  EXPECT_EQ(read_value<std::string>("\xFF"), "value syntax: UTF-8 without NUL bytes");
  EXPECT_EQ(read_value<std::string>("a\0b"s), "value syntax: UTF-8 without NUL bytes");
  EXPECT_EQ(read_value<bool>(std::string(100, 'x')),
            "value syntax: true or false, got " + std::string(64, 'x'));
}

}  // namespace
}  // namespace crow::json
