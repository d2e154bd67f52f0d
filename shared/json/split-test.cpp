#include "shared/json/split.h"

#include <gtest/gtest.h>

#include <string>

#include "shared/core/text.h"

namespace crow::json {
namespace {

// The elements, with a bar between them; "none" when it is no array.
std::string split(std::string_view document) {
  const auto elements = split_array(document);
  if (!elements) return "none";
  std::string out;
  for (const std::string_view element : *elements) out += concat(out.empty() ? "" : "|", element);
  return out;
}

TEST(SplitArray, GivesEachElementAsItStands) {
  EXPECT_EQ(split(R"([{"a":1},{"b": [2 , 3]},"x",4, null ])"),
            R"({"a":1}|{"b": [2 , 3]}|"x"|4|null)");
  EXPECT_EQ(split("[1]"), "1");
  EXPECT_EQ(split("[[[]],[{}]]"), "[[]]|[{}]");
}

TEST(SplitArray, KnowsStringsFromBrackets) {
  EXPECT_EQ(split(R"(["a]","b,c","d\"]","e\\","[{"])"), R"("a]"|"b,c"|"d\"]"|"e\\"|"[{")");
}

TEST(SplitArray, MayBeEmpty) {
  for (const std::string_view empty : {"[]", " [ ] ", "\n[\r\n]\t", "\xEF\xBB\xBF[]"}) {
    EXPECT_EQ(split(empty), "") << empty;
    EXPECT_TRUE(is_array(empty));
  }
}

TEST(SplitArray, PassesOverBlanksAndAByteOrderMark) {
  EXPECT_EQ(split("\xEF\xBB\xBF \r\n\t[ 1 ,\n2\t]\n"), "1|2");
  EXPECT_TRUE(is_array("\n [1"));
  EXPECT_FALSE(is_array(""));
  EXPECT_FALSE(is_array("{}"));
  EXPECT_FALSE(is_array("\"[]\""));
}

TEST(SplitArray, RefusesWhatIsNoArray) {
  for (const std::string_view text :
       {"",     "[",   "]",      "{}",   "1",          "[1",   "[1,",   "[1,]",
        "[,1]", "[,]", "[1,,2]", "[1]]", "[1] 2",      "[1],", "[\"a]", "[\"a\\\"]",
        "[{]",  "[}",  "[1}",    "[[1]", "[{\"a\":1]", "[]]",  "[ ]x"})
    EXPECT_EQ(split(text), "none") << text;
}

TEST(SplitArray, LeavesFaultsInsideToWhoeverReads) {
  EXPECT_EQ(split("[nope, 1 2, {\"a\" 1}, [1}, \x01]"), "nope|1 2|{\"a\" 1}|[1}|\x01");
}

TEST(SplitArray, TakesWhatIsVeryDeepOrVeryLong) {
  const std::string deep = std::string(500'000, '[') + std::string(500'000, ']');
  EXPECT_EQ(split_array(deep)->size(), 1u);
  std::string many = "[0";
  for (int i = 1; i < 200'000; ++i) many += ",0";
  EXPECT_EQ(split_array(many + "]")->size(), 200'000u);
}

}  // namespace
}  // namespace crow::json
