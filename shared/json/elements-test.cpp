#include "shared/json/elements.h"

#include <gtest/gtest.h>

namespace crow::json {
namespace {

using Texts = std::vector<std::string_view>;

TEST(Elements, AreTheTextsBetweenTheCommasOfTheArrayItself) {
  EXPECT_EQ(elements(R"([1, "a,b" ,{"c":[2,3]},[4,5]])", 9),
            (Texts{"1", R"("a,b")", R"({"c":[2,3]})", "[4,5]"}));
  EXPECT_EQ(elements(" \n[ true ]\t", 9), Texts{"true"});
  EXPECT_EQ(elements("[]", 9), Texts());
  EXPECT_EQ(elements("[ \r\n ]", 9), Texts());
  EXPECT_EQ(elements("\xEF\xBB\xBF[1]", 9), Texts{"1"});
}

TEST(Elements, MayHoldBracketsAndQuotesInTheirStrings) {
  EXPECT_EQ(elements(R"(["]","\"],[","\\"])", 9), (Texts{R"("]")", R"("\"],[")", R"("\\")"}));
}

TEST(Elements, OfWhatIsNotOneArrayAreAbsent) {
  for (const char* text : {"", " ", "[", "]", "{}", "1", "[1", "1]", "[1]2]", "[1],[2]", "[,]",
                           "[1,]", "[,1]", "[1,,2]", "[[1]", "[1]]", "[\"a]", "[\"\\\"]"})
    EXPECT_EQ(elements(text, 9), std::nullopt) << text;
}

TEST(Elements, StopAtOneTooMany) {
  EXPECT_EQ(elements("[1,2,3,4,5", 2), std::nullopt) << "the end is looked at first";
  EXPECT_EQ(elements("[1,2,3,4,5]", 2)->size(), 3u);
  EXPECT_EQ(elements("[1,2]", 2)->size(), 2u);
}

}  // namespace
}  // namespace crow::json
