#include "shared/evidence/quantities.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"

namespace crow::evidence {
namespace {

// "12e-1 percent down", one behind the other; "?" for what cannot be read.
std::string read(std::string_view sentence) {
  const auto reading = read_quantities(sentence);
  if (!reading) return "?";
  std::string out;
  for (const Quantity& one : reading->quantities) {
    if (!out.empty()) out += ", ";
    if (one.kind == QuantityKind::day) {
      out += concat(one.year, '-', one.month, '-', one.day);
      continue;
    }
    out += concat(one.sign < 0 ? "-" : one.sign > 0 ? "+" : "", one.digits);
    if (one.exponent != 0) out += concat('e', one.exponent);
    if (one.kind == QuantityKind::percent) out += " percent";
    if (one.kind == QuantityKind::money) out += concat(' ', one.currency);
    if (one.direction != 0) out += one.direction > 0 ? " up" : " down";
  }
  return out;
}

struct Case {
  std::string_view sentence, quantities;
};

TEST(Quantities, AreReadAsTheyAreWritten) {
  for (const auto& [sentence, quantities] :
       std::initializer_list<Case>{{"Nothing to count here.", ""},
                                   {"It has 5 members.", "5"},
                                   {"12,034 interactions", "12034"},
                                   {"1,234,567.89 in all", "123456789e-2"},
                                   {"12\u00A0034 or 12\u202F034", "12034, 12034"},
                                   {"1, 2 and 3", "1, 2, 3"},
                                   {"12.5 % of 10%", "125e-1 percent, 10 percent"},
                                   {"12.5 percent, 3 per cent", "125e-1 percent, 3 percent"},
                                   {"12k and 1.5M and 2bn", "12e3, 15e5, 2e9"},
                                   {"1.2 million visitors, 3 thousand of them new", "12e5, 3e3"},
                                   {"the 30-day period", "30"},
                                   {"the top-10 list", "10"},
                                   {"it stood at 1.", "1"},
                                   {"(5)", "5"}})
    EXPECT_EQ(read(sentence), quantities) << sentence;
}

TEST(Quantities, OfMoneyHaveTheirCurrency) {
  for (const auto& [sentence, quantities] :
       std::initializer_list<Case>{{"€12.50", "1250e-2 EUR"},
                                   {"12.50 EUR", "1250e-2 EUR"},
                                   {"EUR 12.50", "1250e-2 EUR"},
                                   {"$1,200", "1200 $"},
                                   {"20 dollars and 5 pounds", "20 $, 5 GBP"},
                                   {"£3, ¥500", "3 GBP, 500 ¥"},
                                   {"1.2 million EUR", "12e5 EUR"}})
    EXPECT_EQ(read(sentence), quantities) << sentence;
}

TEST(Quantities, ShareTheUnitOfARange) {
  for (const auto& [sentence, quantities] :
       std::initializer_list<Case>{{"from 9.99 to 129.00 EUR", "999e-2 EUR, 12900e-2 EUR"},
                                   {"EUR 9.99–129.00", "999e-2 EUR, 12900e-2 EUR"},
                                   {"between 5 and 10 %", "5 percent, 10 percent"},
                                   {"5-10%", "5 percent, 10 percent"},
                                   {"€5–€10", "5 EUR, 10 EUR"},
                                   {"5 products and 10 %", "5, 10 percent"},
                                   {"from 5 % to 10", "5 percent, 10"}})
    EXPECT_EQ(read(sentence), quantities) << sentence;
}

TEST(Quantities, AreDaysInManyForms) {
  for (const auto& [sentence, quantities] :
       std::initializer_list<Case>{{"on 2026-11-22", "2026-11-22"},
                                   {"22 November 2026", "2026-11-22"},
                                   {"November 22, 2026", "2026-11-22"},
                                   {"Nov 22", "0-11-22"},
                                   {"in November 2026", "2026-11-0"},
                                   {"1–22 November 2026", "2026-11-1, 2026-11-22"},
                                   {"November 1–22, 2026", "2026-11-1, 2026-11-22"},
                                   {"between 2026-10-23 and 2026-11-22", "2026-10-23, 2026-11-22"},
                                   {"May 5", "0-5-5"},
                                   {"It may reach 5", "5"},
                                   {"May we say 5", "5"},
                                   {"2026-11-22T10:00:00Z", "?"}})
    EXPECT_EQ(read(sentence), quantities) << sentence;
}

TEST(Quantities, KnowSignsAndTheNearestDirection) {
  for (const auto& [sentence, quantities] : std::initializer_list<Case>{
           {"a change of -12.5 %", "-125e-1 percent"},
           {"+3%", "+3 percent"},
           {"−3 %", "-3 percent"},
           {"rose by 5 % while social media fell by 7 %", "5 percent up, 7 percent down"},
           {"a 5 % rise and a 7 % decline", "5 percent up, 7 percent down"},
           {"12 % fewer than before", "12 percent down"}})
    EXPECT_EQ(read(sentence), quantities) << sentence;
  EXPECT_TRUE(read_quantities("Sales grew.")->says_rise);
  EXPECT_TRUE(read_quantities("Sales declined.")->says_fall);
  EXPECT_FALSE(read_quantities("Shoes make up 5 %.")->says_rise);
  EXPECT_TRUE(read_quantities("There were no sales.")->says_none);
}

TEST(Quantities, ThatCannotBeReadForCertainAreNone) {
  for (const std::string_view sentence : {"1.234,56",    "12,5 %",
                                          "1,23",        "1,2345",
                                          "1.2.3",       "007",
                                          "the 2nd",     "B2B",
                                          "24/7",        "14:30",
                                          "3x",          "½ of it",
                                          "5²",          "１２",
                                          "١٢",          "two of them",
                                          "a dozen",     "It doubled.",
                                          "half of it",  "the first",
                                          "1'234",       "see shop.example",
                                          "http://x",    "www.x.y",
                                          "a@b",         "<b>",
                                          "[x](y)",      "`x`",
                                          "line\nbreak", "1234567890123456",
                                          "\xFF",        "5 ‰",
                                          "5 cents",     "±5"})
    EXPECT_EQ(read(sentence), "?") << sentence;
}

TEST(Quantities, EqualDecimalsAfterRounding) {
  const auto is = [](std::string_view decimal, std::string_view written) {
    const auto reading = read_quantities(written);
    EXPECT_TRUE(reading && reading->quantities.size() == 1) << written;
    return is_rounded_to(decimal, reading->quantities.at(0));
  };
  EXPECT_TRUE(is("12034", "12,034"));
  EXPECT_TRUE(is("12034", "12k"));
  EXPECT_TRUE(is("12034", "12.0 thousand"));
  EXPECT_TRUE(is("19.99", "20"));
  EXPECT_TRUE(is("19.990", "19.99"));
  EXPECT_TRUE(is("-12.5", "13"));  // A tie may go either way.
  EXPECT_TRUE(is("12.5", "12"));
  EXPECT_TRUE(is("0", "0"));
  EXPECT_TRUE(is("0.00", "0"));
  EXPECT_FALSE(is("12034", "12,000"));
  EXPECT_FALSE(is("12034", "12,035"));
  EXPECT_FALSE(is("12034", "13k"));
  EXPECT_FALSE(is("19.99", "19"));
  EXPECT_FALSE(is("19.99", "19.9"));
  EXPECT_FALSE(is("0.3", "0"));  // Little is not nothing.
  EXPECT_FALSE(is("5", "0 million"));
  EXPECT_FALSE(is("0", "1"));
  EXPECT_FALSE(is("", "1"));
  EXPECT_FALSE(is("1e3", "1000"));
  EXPECT_FALSE(is("99999999999999999999", "1"));
}

}  // namespace
}  // namespace crow::evidence
