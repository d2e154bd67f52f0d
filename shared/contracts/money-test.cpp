#include "shared/contracts/money.h"

#include <gtest/gtest.h>

namespace crow {
namespace {

TEST(Money, CountsInTenThousandths) {
  EXPECT_EQ(ten_thousandths("12.99"), 129'900);
  EXPECT_EQ(ten_thousandths("0"), 0);
  EXPECT_EQ(ten_thousandths("0.0001"), 1);
  EXPECT_EQ(ten_thousandths("99999999999.9999"), 999'999'999'999'999);
}

TEST(Money, IsSpelledFromTenThousandths) {
  EXPECT_EQ(amount_of(129'900, "EUR"), "12.99");
  EXPECT_EQ(amount_of(0, "EUR"), "0.00");
  EXPECT_EQ(amount_of(1, "EUR"), "0.0001");
  EXPECT_EQ(amount_of(12'000'000, "JPY"), "1200");
  EXPECT_EQ(amount_of(999'999'999'999'999, "EUR"), "99999999999.9999");
}

TEST(Money, RefusesWhatIsNoAmount) {
  for (const char* text : {"", ".", "1.", ".5", "-1", "+1", "1e3", "1,50", "1.23456", " 1", "1 ",
                           "123456789012", "1.2.3", "NaN"}) {
    EXPECT_FALSE(AmountFormat::matches(text)) << text;
    EXPECT_FALSE(ten_thousandths(text).has_value()) << text;
  }
}

TEST(Money, HasOneSpellingForEachAmount) {
  EXPECT_EQ(normal_amount("0012.9", "EUR"), "12.90");
  EXPECT_EQ(normal_amount("12.9900", "EUR"), "12.99");
  EXPECT_EQ(normal_amount("12.999", "EUR"), "12.999");
  EXPECT_EQ(normal_amount("1200.00", "JPY"), "1200");
  EXPECT_EQ(normal_amount("1.5", "KWD"), "1.500");
  EXPECT_EQ(normal_amount("000", "USD"), "0.00");
  EXPECT_EQ(normal_amount("7", ""), "7.00");
}

TEST(Money, KnowsCurrenciesByTheirLetters) {
  EXPECT_TRUE(CurrencyFormat::matches("EUR"));
  for (const char* text : {"eur", "EU", "EURO", "E R", ""})
    EXPECT_FALSE(CurrencyFormat::matches(text)) << text;
}

}  // namespace
}  // namespace crow
