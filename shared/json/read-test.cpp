#include "shared/json/read.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>

#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/json/testing.h"

namespace crow::json {
namespace {

using namespace std::string_literals;

enum class Color : std::uint8_t { red, green };
constexpr auto names(Color) { return std::to_array<std::string_view>({"red", "green"}); }

struct Upper {
  static bool matches(std::string_view text) {
    return text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == text.npos;
  }
  static constexpr Format format{"", "^[A-Z]*$", "upper-case letters", &matches};
};

struct Case {
  std::string_view in, out;
};

template <typename T>
void check(std::initializer_list<Case> cases) {
  for (const Case& one : cases) EXPECT_EQ(read_one<T>(one.in), one.out) << one.in;
}

// ------------------------------------------------------------------------------------- every kind

TEST(Read, Booleans) {
  check<bool>({{"true", "true"},
               {"false", "false"},
               {"null", "value type: true or false, got null"},
               {"1", "value type: true or false, got 1"},
               {R"("true")", "value type: true or false, got true"},
               {"[]", "value type: true or false, got an empty array"},
               {"[true]", "value type: true or false, got an array"},
               {R"({"a":[{}]})", "value type: true or false, got an object"}});
}

TEST(Read, WholeNumbers) {
  check<std::int64_t>({
      {"0", "0"},
      {"-0", "0"},
      {"-0.0", "0"},
      {"3.0", "3"},
      {"1e3", "1000"},
      {"9007199254740991", "9007199254740991"},  // 2^53 - 1
      {"9007199254740993", "9007199254740993"},  // 2^53 + 1, which no double holds
      {"-9007199254740993", "-9007199254740993"},
      {"4294967295", "4294967295"},
      {"4294967296", "4294967296"},
      {"9223372036854775807", "9223372036854775807"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"9223372036854775808", "value range: a whole number, got 9223372036854776000.0"},
      {"1e300", "value range: a whole number, got 1e300"},
      {"0.5", "value type: a whole number, got 0.5"},
      {"1e-9", "value type: a whole number, got 1e-9"},
      {"null", "value type: a whole number, got null"},
      {"\"7\"", "value type: a whole number, got 7"},
  });
  check<std::int32_t>({{"2147483647", "2147483647"},
                       {"-2147483648", "-2147483648"},
                       {"2147483648", "value range: a whole number, got 2147483648"},
                       {"-2147483649", "value range: a whole number, got -2147483649"}});
  check<Integer<1, 100>>({{"1", "1"},
                          {"100", "100"},
                          {"0", "value range: a whole number from 1 to 100, got 0"},
                          {"101", "value range: a whole number from 1 to 100, got 101"},
                          {"1e2", "100"},
                          {"1e9", "value range: a whole number from 1 to 100, got 1000000000"}});
}

TEST(Read, Numbers) {
  check<double>({{"0", "0"},
                 {"-0.0", "0"},
                 {"0.1", "0.1"},
                 {"5", "5"},
                 {"9007199254740993", "9007199254740992.0"},
                 {"1.7976931348623157e308", "1.7976931348623157e308"},
                 {"5e-324", "5e-324"},
                 {"1e-400", "0"},
                 {"2.2250738585072011e-308", "2.225073858507201e-308"},
                 {"null", "value type: a number, got null"},
                 {"\"1\"", "value type: a number, got 1"}});
  check<Number<0.0, 1.0>>({{"1", "1"},
                           {"0.5", "0.5"},
                           {"1.0000001", "value range: a number from 0 to 1, got 1.0000001"},
                           {"-1", "value range: a number from 0 to 1, got -1"}});
  for (const std::string_view huge : {"1e400", "-1e400", "1e999999999999"})
    EXPECT_TRUE(read_one<double>(huge).starts_with("value syntax: JSON; at byte ")) << huge;
}

TEST(Read, AnyDecimalAsTheNearestDouble) {
  const std::string digits(5'000, '3');
  std::vector<std::string> decimals = {"0." + digits,
                                       digits.substr(0, 300) + "." + digits,
                                       digits.substr(0, 300),
                                       "0." + std::string(320, '0') + "49",
                                       "0.30000000000000004",
                                       "18446744073709551615",
                                       "18446744073709551616",
                                       "9007199254740992.9999",
                                       "2.2250738585072012e-308",
                                       "0." + std::string(60, '0') + "e-324",
                                       "0." + std::string(60, '0') + "33e-324",
                                       "0." + std::string(400, '0') + "17e400",
                                       "1e-999999999",
                                       "-0.0",
                                       "4.9406564584124654e-324",
                                       "2.4703282292062327e-324",
                                       "2.4703282292062328e-324",
                                       "1.7976931348623158e308"};
  std::mt19937_64 random(1);
  for (int round = 0; round < 5'000; ++round)
    decimals.push_back(concat(static_cast<std::int64_t>(random() >> random() % 64 >> 1), '.',
                              static_cast<std::int64_t>(random() >> 1 >> random() % 63), 'e',
                              static_cast<std::int64_t>(random() % 560) - 290));
  for (const std::string& decimal : decimals) {
    const auto number = read<double>(decimal);
    ASSERT_TRUE(number.has_value()) << decimal;
    EXPECT_EQ(*number, std::strtod(decimal.c_str(), nullptr)) << decimal;
  }
}

TEST(Read, Texts) {
  check<std::string>({{R"("")", R"("")"},
                      {R"("a\"\\\/\b\f\n\r\t\u0041")", R"("a\"\\/\u0008\u000c\n\r\tA")"},
                      {R"("\ud83d\ude00")", "\"\xF0\x9F\x98\x80\""},
                      {"\"\xF0\x9F\x98\x80\"", "\"\xF0\x9F\x98\x80\""},
                      {R"("\u00e4\u20ac\uffff")", "\"\xC3\xA4\xE2\x82\xAC\xEF\xBF\xBF\""},
                      {"1", "value type: a text, got 1"},
                      {"null", "value type: a text, got null"},
                      {"{}", "value type: a text, got an object"}});
  // Length is counted in code points.
  check<Text<2, 3>>({{R"("ab")", R"("ab")"},
                     {R"("äöü")", R"("äöü")"},
                     {R"("😀😀😀")", R"("😀😀😀")"},
                     {R"("a")", "value length: a text of 2 to 3 characters, got a"},
                     {R"("abcd")", "value length: a text of 2 to 3 characters, got abcd"},
                     {R"("")", "value length: a text of 2 to 3 characters, got "}});
  check<Text<1, 3, Upper>>({{R"("AB")", R"("AB")"},
                            {R"("aB")", "value format: upper-case letters, got aB"},
                            {R"("ABCD")", "value length: upper-case letters, got ABCD"}});
}

TEST(Read, EnumerationsAndTimes) {
  check<Color>({{R"("green")", R"("green")"},
                {R"("Green")", "value choice: one of red, green, got Green"},
                {R"("")", "value choice: one of red, green, got "},
                {"1", "value type: one of red, green, got 1"}});
  const std::string expected = "value format: " + expectation_of(kTypeOf<Timestamp>) + ", got ";
  check<Timestamp>(
      {{R"("2026-11-21T10:30:00+01:00")", R"("2026-11-21T09:30:00.000Z")"},
       {R"("2026-11-21")", expected + "2026-11-21"},
       {"0", "value type: an RFC 3339 time with an offset, as 2026-11-21T09:30:00Z, got 0"}});
}

struct Absent {
  std::optional<std::int64_t> value{3};
  static constexpr auto fields = describe(field<&Absent::value>("value", "").not_null());
};
struct Said {
  std::optional<std::int64_t> value;
  static constexpr auto fields = describe(field<&Said::value>("value", "").required());
};

TEST(Read, Optionals) {
  check<std::optional<Integer<1, 9>>>(
      {{"null", "null"}, {"5", "5"}, {"10", "value range: a whole number from 1 to 9, got 10"}});
  check<std::optional<std::vector<std::optional<bool>>>>(
      {{"null", "null"}, {"[true,null]", "[true,null]"}});
  EXPECT_EQ(read_as<Absent>("{}"), R"({"value":3})");
  EXPECT_EQ(read_as<Absent>(R"({"value":null})"), "value type: a whole number, got null");
  EXPECT_EQ(read_as<Said>("{}"), "value required: a whole number or null");
  EXPECT_EQ(read_as<Said>(R"({"value":null})"), R"({"value":null})");
}

TEST(Read, ListsAndMaps) {
  check<std::vector<std::int64_t>>({{"[]", "[]"},
                                    {"[1,2]", "[1,2]"},
                                    {"null", "value type: an array, got null"},
                                    {"{}", "value type: an array, got an object"},
                                    {R"([1,"x",true])",
                                     "value[1] type: a whole number, got x | "
                                     "value[2] type: a whole number, got true"}});
  check<List<std::int64_t, 1, 2>>(
      {{"[1]", "[1]"},
       {"[]", "value count: an array of 1 to 2 elements, got 0 elements"},
       {"[1,2,3]", "value count: an array of 1 to 2 elements, got 3 elements"},
       {"[1,2,[],{}]", "value count: an array of 1 to 2 elements, got 4 elements"}});
  check<Map<Integer<0, 9>>>(
      {{"{}", "{}"},
       {R"({"b":1,"a":2})", R"({"b":1,"a":2})"},
       {R"({"":1})", R"({"":1})"},
       {R"({"a":1,"b":10})", "value.b range: a whole number from 0 to 9, got 10"},
       {R"({"a":1,"b":2,"a":3,"a":4})", "value.a duplicate: given once"},
       {"[]", "value type: an object, got an empty array"}});
  check<std::vector<std::vector<std::int64_t>>>(
      {{"[[1],[],[2,3]]", "[[1],[],[2,3]]"},
       {R"([[1],[2,"x"]])", "value[1][1] type: a whole number, got x"}});
}

struct Defaults {
  std::vector<std::int64_t> list{1, 2};
  Map<std::int64_t> map{{{"a", 1}}};
  static constexpr auto fields =
      describe(field<&Defaults::list>("list", ""), field<&Defaults::map>("map", ""));
};

TEST(Read, ReplacesTheElementsOfADefault) {
  EXPECT_EQ(read_as<Defaults>("{}"), R"({"list":[1,2],"map":{"a":1}})");
  EXPECT_EQ(read_as<Defaults>(R"({"list":[3],"map":{"a":2}})"), R"({"list":[3],"map":{"a":2}})");
  EXPECT_EQ(read_as<Defaults>(R"({"list":[],"map":{}})"), R"({"list":[],"map":{}})");
}

TEST(Read, RawJson) {
  check<RawJson>(
      {{"null", "null"},
       {"true", "true"},
       {"-17", "-17"},
       {"0.5", "0.5"},
       {R"("a\nb")", R"("a\nb")"},
       {R"( { "a" : [ 1 , { "b" : null } ] , "c" : "" } )", R"({"a":[1,{"b":null}],"c":""})"},
       {"[]", "[]"}});
  check<RawObject>({{R"({"a":{}})", R"({"a":{}})"},
                    {"[]", "value type: an object, got an empty array"},
                    {"null", "value type: an object, got null"},
                    {"1", "value type: an object, got 1"}});
  check<std::vector<RawJson>>({{"[1,[2,[3]],{\"a\":4}]", "[1,[2,[3]],{\"a\":4}]"}});
  EXPECT_EQ(read_as<RawJson>("[1,2"), read_as<std::vector<RawJson>>("[1,2"));
}

// --------------------------------------------------------------------------------------- refusals

struct Item {
  Text<1, 5> name;
  Integer<0, 9> count{3};
  static constexpr auto fields =
      describe(field<&Item::name>("name", ""), field<&Item::count>("count", "").defaulted());
};
struct Order {
  std::string id;
  std::vector<Item> items;
  Map<Item> by_name;
  std::optional<Item> first;
  static constexpr auto fields =
      describe(field<&Order::id>("id", ""), field<&Order::items>("items", ""),
               field<&Order::by_name>("byName", ""), field<&Order::first>("first", ""));
};

TEST(Refusal, NamesThePathRuleExpectationAndValueOfEveryFault) {
  EXPECT_EQ(read_as<Order>(R"({"id":1,"items":[{"name":"ok"},{"name":"","count":10,"x":1},{}],)"
                           R"("byName":{"k":{"count":true}},"first":{"name":"toolong"},"y":[]})"),
            "id type: a text, got 1 | "
            "items[1].name length: a text of 1 to 5 characters, got  | "
            "items[1].count range: a whole number from 0 to 9, got 10 | "
            "items[1].x unknown: a field of this operation | "
            "items[2].name required: a text of 1 to 5 characters | "
            "byName.k.count type: a whole number from 0 to 9, got true | "
            "byName.k.name required: a text of 1 to 5 characters | "
            "first.name length: a text of 1 to 5 characters, got toolong | "
            "y unknown: a field of this operation");
}

TEST(Refusal, OfADocumentThatIsNoObject) {
  for (const auto& [in, out] :
       std::initializer_list<Case>{{"[]", "type: an object, got an empty array"},
                                   {"[1]", "type: an object, got an array"},
                                   {"null", "type: an object, got null"},
                                   {"\"x\"", "type: an object, got x"},
                                   {"7", "type: an object, got 7"}})
    EXPECT_EQ(read_as<Order>(std::string(in)), out);
}

TEST(Refusal, OfAFieldThatComesTwice) {
  EXPECT_EQ(read_as<Item>(R"({"name":"a","name":"b"})"), "name duplicate: given once");
  EXPECT_EQ(read_as<Item>(R"({"name":"a","name":[{"x":1}],"count":1})"),
            "name duplicate: given once");
  EXPECT_EQ(read_as<Item>(R"({"name":"a","n\u0061me":"b"})"), "name duplicate: given once");
}

TEST(Refusal, OfUnknownFieldsUnlessTheyAreIgnored) {
  const std::string body = R"({"name":"a","x":{"y":[1,{"z":null}]},"n\name":2})";
  EXPECT_EQ(read_as<Item>(body),
            "x unknown: a field of this operation | "
            "n ame unknown: a field of this operation");
  EXPECT_EQ(read_as<Item>(body, {.unknown = Unknown::ignored}), R"({"name":"a","count":3})");
  EXPECT_EQ(read_as<Item>(R"({"name":"a","x":[[],{}],"y":[]})", {.unknown = Unknown::ignored}),
            R"({"name":"a","count":3})");
}

struct Deep {
  Text<8, 20> text;
  static constexpr auto fields = describe(field<&Deep::text>("text", ""));
};
struct Secrets {
  Text<8, 20> password;
  Integer<0, 9> pin;
  Color color{};
  std::vector<Deep> keys;
  Map<std::vector<Text<8, 20>>> tokens;
  std::optional<Deep> deep;
  RawObject raw;
  static constexpr auto fields = describe(
      field<&Secrets::password>("password", "").secret(), field<&Secrets::pin>("pin", "").secret(),
      field<&Secrets::color>("color", "").secret(), field<&Secrets::keys>("keys", "").secret(),
      field<&Secrets::tokens>("tokens", "").secret(), field<&Secrets::deep>("deep", "").secret(),
      field<&Secrets::raw>("raw", "").secret());
};

TEST(Refusal, NeverShowsASecret) {
  const auto outcome = read<Secrets>(
      R"({"password":"hunter2","pin":4711,"color":"hunter2","keys":[{"text":"hunter2"},"hunter2"],)"
      R"("tokens":{"a":["hunter2"],"b":"hunter2"},"deep":{"text":"hunter2"},"raw":"hunter2"})");
  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().violations.size(), 9u);
  for (const Violation& violation : outcome.error().violations) {
    EXPECT_EQ(violation.received, std::nullopt) << violation.field;
    EXPECT_EQ(sentence(violation).find("hunter2"), std::string::npos);
    EXPECT_EQ(sentence(violation).find("4711"), std::string::npos);
  }
  EXPECT_EQ(read_as<Secrets>(R"({"password":"hunter2 )").find("hunter2"), std::string::npos);
}

TEST(Refusal, ShowsAtMost64CharactersAndNeverHalfOne) {
  const auto received = [](const std::string& value) {
    return *read<One<bool>>(concat(R"({"value":")", value, "\"}")).error().violations[0].received;
  };
  EXPECT_EQ(received(std::string(64, 'a')), std::string(64, 'a'));
  EXPECT_EQ(received(std::string(65, 'a')), std::string(64, 'a'));
  std::string wide;
  for (int i = 0; i < 70; ++i) wide += "\xF0\x9F\x98\x80";
  EXPECT_EQ(received(wide), wide.substr(0, 256));
  EXPECT_EQ(received("a" + wide), "a" + wide.substr(0, 252));
  EXPECT_EQ(received(R"(a\nb\u001bc\u007f)"), "a b c ");
  const std::string path =
      read<One<bool>>(concat("{\"", wide, "\":1}")).error().violations[0].field;
  EXPECT_EQ(path, wide.substr(0, 256));
}

struct Wide {
  bool a{}, b{}, c{};
  static constexpr auto fields =
      describe(field<&Wide::a>("a", ""), field<&Wide::b>("b", ""), field<&Wide::c>("c", ""));
};

TEST(Refusal, CollectsUpToTheLimit) {
  std::string many = "{\"value\":[";
  for (int i = 0; i < 100; ++i) many += i ? ",true" : "true";
  many += "]}";
  using List = One<std::vector<std::int64_t>>;
  EXPECT_EQ(read<List>(many).error().violations.size(), 16u);
  EXPECT_EQ(read<List>(many, {.violations = 3}).error().violations.size(), 3u);

  EXPECT_EQ(read<Wide>("{}", {.violations = 2}).error().violations.size(), 2u);
}

}  // namespace
}  // namespace crow::json
