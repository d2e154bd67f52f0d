#include "shared/core/text.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace crow {
namespace {

using namespace std::string_literals;

std::string random_bytes_of(std::mt19937& random, std::size_t most) {
  std::string out(random() % (most + 1), '\0');
  for (char& c : out) c = static_cast<char>(random());
  return out;
}

TEST(Utf8, AcceptsWhatTheStandardCallsWellFormed) {
  const std::vector<std::string> good = {
      "",
      "plain",
      "\x7F",
      "\0"s,
      "\xC2\x80",          // U+0080, the first of two bytes
      "\xDF\xBF",          // U+07FF, the last
      "\xE0\xA0\x80",      // U+0800
      "\xED\x9F\xBF",      // U+D7FF, before the surrogates
      "\xEE\x80\x80",      // U+E000, behind them
      "\xEF\xBF\xBF",      // U+FFFF
      "\xF0\x90\x80\x80",  // U+10000
      "\xF4\x8F\xBF\xBF",  // U+10FFFF, the last of all
  };
  for (const std::string& text : good)
    for (std::size_t before = 0; before < 18; ++before)
      EXPECT_TRUE(is_utf8(std::string(before, 'a') + text + "b")) << hex(text) << ' ' << before;
}

TEST(Utf8, RefusesEverythingElse) {
  const std::vector<std::string> bad = {
      "\x80",  // a continuation alone
      "\xBF",
      "\xC0\x80",  // overlong NUL
      "\xC1\xBF",  // overlong
      "\xC2",      // cut off
      "\xC2 ",
      "\xE0\x9F\xBF",  // overlong
      "\xE0\xA0",
      "\xED\xA0\x80",      // U+D800, a surrogate
      "\xED\xBF\xBF",      // U+DFFF
      "\xF0\x8F\xBF\xBF",  // overlong
      "\xF0\x90\x80",
      "\xF4\x90\x80\x80",  // U+110000
      "\xF5\x80\x80\x80",
      "\xFE",
      "\xFF",
      "\xF8\x88\x80\x80\x80",
  };
  for (const std::string& text : bad)
    for (std::size_t before = 0; before < 18; ++before) {
      EXPECT_FALSE(is_utf8(std::string(before, 'a') + text)) << hex(text) << ' ' << before;
      EXPECT_FALSE(is_utf8(std::string(before, 'a') + text + "bcdefghi")) << hex(text);
    }
}

TEST(Utf8, IsCountedAndCutByCodePoint) {
  const std::string text = "a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80z";  // aä€😀z
  EXPECT_EQ(count_code_points(text), 5u);
  const std::vector<std::size_t> sizes = {0, 1, 3, 6, 10, 11, 11};
  for (std::size_t limit = 0; limit < sizes.size(); ++limit) {
    EXPECT_EQ(cut_code_points(text, limit).size(), sizes[limit]) << limit;
    EXPECT_TRUE(is_utf8(cut_code_points(text, limit)));
  }
}

TEST(Text, TrimsSplitsAndComparesAsciiAlone) {
  const std::vector<std::pair<std::string_view, std::string_view>> trimmed = {
      {"", ""}, {" \t ", ""}, {"a", "a"}, {" a b\t", "a b"}, {"\na ", "\na"}};
  for (const auto& [in, out] : trimmed) EXPECT_EQ(trim(in), out);

  std::string_view rest = "a;;b";
  EXPECT_EQ(split_off(rest, ';'), "a");
  EXPECT_EQ(split_off(rest, ';'), "");
  EXPECT_EQ(split_off(rest, ';'), "b");
  EXPECT_EQ(rest, "");
  EXPECT_EQ(split_off(rest, ';'), "");

  EXPECT_EQ(to_lower("AbZ@[\xC3\x84"), "abz@[\xC3\x84");
  EXPECT_TRUE(equals_ignoring_case("X-Api-KEY", "x-api-key"));
  EXPECT_FALSE(equals_ignoring_case("[", "{"));  // 32 apart, but no letters.
  EXPECT_FALSE(equals_ignoring_case("ab", "abc"));
}

TEST(Text, ComparesSecretsByValue) {
  EXPECT_TRUE(equal_in_constant_time("", ""));
  EXPECT_TRUE(equal_in_constant_time("secret", "secret"));
  EXPECT_FALSE(equal_in_constant_time("secret", "secreT"));
  EXPECT_FALSE(equal_in_constant_time("Secret", "secret"));
  EXPECT_FALSE(equal_in_constant_time("secret", "secre"));
}

TEST(Base64, EncodesTheVectorsOfTheStandard) {  // RFC 4648, 10
  const std::vector<std::pair<std::string_view, std::string_view>> vectors = {
      {"", ""},
      {"f", "Zg=="},
      {"fo", "Zm8="},
      {"foo", "Zm9v"},
      {"foob", "Zm9vYg=="},
      {"fooba", "Zm9vYmE="},
      {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : vectors) {
    EXPECT_EQ(base64(bytes), text);
    EXPECT_EQ(base64url(bytes), text.substr(0, text.find('=')));
    EXPECT_EQ(from_base64(text), bytes);
    EXPECT_EQ(from_base64(text.substr(0, text.find('='))), bytes);
  }
  EXPECT_EQ(base64("\xFB\xFF\xFE"), "+//+");
  EXPECT_EQ(base64url("\xFB\xFF\xFE"), "-__-");
}

TEST(Base64, ComesBackUnchanged) {
  std::mt19937 random(1);
  for (int round = 0; round < 500; ++round) {
    const std::string bytes = random_bytes_of(random, 70);
    EXPECT_EQ(from_base64(base64(bytes)), bytes);
    EXPECT_EQ(from_base64(base64url(bytes)), bytes);
  }
}

TEST(Base64, RefusesWhatNoEncoderWrites) {
  for (const std::string_view text : {"A", "AAAAA", "Zg===", "Z g=", "Zg\n", "Zh==", "Zm9=", "Z===",
                                      "=", "==", "Zg=a", "Zm9v=", "Zm9v==", "Zg=", "Zm8==",
                                      "\x80"
                                      "AAA",
                                      "A.AA"})
    EXPECT_FALSE(from_base64(text).has_value()) << text;
}

TEST(Hex, IsLowerCase) {
  EXPECT_EQ(hex(""), "");
  EXPECT_EQ(hex("\x01\xAB\xFF"), "01abff");
}

TEST(Percent, DecodesEscapesAndRefusesHalfOnes) {
  using Case = std::tuple<std::string, bool, std::optional<std::string>>;
  const std::vector<Case> cases = {
      {"", false, ""},       {"a+b", false, "a+b"},
      {"a+b", true, "a b"},  {"%41%6a%6A", false, "Ajj"},
      {"%00", false, "\0"s}, {"%25%2B", true, "%+"},
      {"%", false, {}},      {"%4", false, {}},
      {"a%4", false, {}},    {"%4g", false, {}},
      {"%g4", false, {}},    {"%%41", false, {}},
      {"%+1", false, {}},    {"% 1", false, {}},
  };
  for (const auto& [in, plus, out] : cases) EXPECT_EQ(percent_decode(in, plus), out) << in;
}

TEST(Percent, ComesBackUnchanged) {
  std::mt19937 random(2);
  for (int round = 0; round < 500; ++round) {
    const std::string bytes = random_bytes_of(random, 40);
    EXPECT_EQ(percent_decode(percent_encode(bytes), false), bytes);
    EXPECT_EQ(percent_decode(percent_encode(bytes), true), bytes);
  }
  EXPECT_EQ(percent_encode("a-_.!~*'()/ \xC3\xA4"), "a-_.!~*'()%2F%20%C3%A4");
}

TEST(Number, IsAllOfTheText) {
  using Case = std::pair<std::string_view, std::optional<std::int64_t>>;
  const std::vector<Case> cases = {{"0", 0},
                                   {"-17", -17},
                                   {"9223372036854775807", INT64_MAX},
                                   {"-9223372036854775808", INT64_MIN},
                                   {"9223372036854775808", {}},
                                   {"-9223372036854775809", {}},
                                   {"", {}},
                                   {"-", {}},
                                   {"+1", {}},
                                   {" 1", {}},
                                   {"1 ", {}},
                                   {"1.0", {}},
                                   {"0x1", {}}};
  for (const auto& [text, number] : cases) EXPECT_EQ(to_number(text), number) << text;
  for (const std::int64_t number : {std::int64_t{0}, INT64_MIN, INT64_MAX, std::int64_t{-1}})
    EXPECT_EQ(to_number(to_text(number)), number);
  EXPECT_EQ(concat("a", 'b', 1, std::int64_t{-2}, std::size_t{3}, "c"s), "ab1-23c");
}

TEST(AppendUtf8, WritesOneToFourBytes) {
  std::string out;
  for (const char32_t code : {U'a', U'\u00e9', U'\u20ac', U'\U0001f600'}) append_utf8(out, code);
  EXPECT_EQ(out, "a\u00e9\u20ac\U0001f600");
  EXPECT_TRUE(is_utf8(out));
}

}  // namespace
}  // namespace crow
