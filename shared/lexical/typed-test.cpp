#include "shared/lexical/typed.h"

#include <gtest/gtest.h>

#include <string>

namespace crow::lexical {
namespace {

std::string all(std::string_view typed) {
  std::string out;
  for (const Term& term : terms_of(typed)) {
    if (!out.empty()) out += ' ';
    if (term.is_excluded) out += '-';
    out += term.is_phrase ? "[" + std::string(term.text) + "]" : std::string(term.text);
  }
  return out;
}

TEST(Typed, IsWords) { EXPECT_EQ(all("  red\tshoes "), "red shoes"); }

TEST(Typed, KeepsWordsInQuotesTogether) {
  EXPECT_EQ(all("\"mid sole\" red"), "[mid sole] red");
  EXPECT_EQ(all("\"open end"), "[open end]");
  EXPECT_EQ(all("\"\" \" \""), "");
}

TEST(Typed, LeavesOutWhatStandsBehindAHyphen) {
  EXPECT_EQ(all("shoes -kids -\"mid sole\""), "shoes -kids -[mid sole]");
  EXPECT_EQ(all("t-shirt - --x"), "t-shirt --x");
}

TEST(Typed, HasNoOtherSyntax) {
  EXPECT_EQ(all("a AND (b OR c) NEAR(d, 2) e* {f} : ^g"), "a AND (b OR c) NEAR(d, 2) e* {f} ^g");
}

TEST(Typed, EndsAfterManyTerms) {
  std::string many;
  for (int i = 0; i < 100; ++i) many += "a ";
  EXPECT_EQ(terms_of(many).size(), kTermsMax);
}

}  // namespace
}  // namespace crow::lexical
