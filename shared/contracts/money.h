// Money on the wire: a decimal text beside a currency.
//
// An amount is stored twice: as the text that is shown, and as ten-thousandths in a whole number,
// which sorts and compares exactly. No amount is ever a floating-point number.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/core/describe.h"

namespace crow {

// ISO 4217.
struct CurrencyFormat {
  static bool matches(std::string_view text);
  static constexpr Format format{.name = "",
                                 .pattern = "^[A-Z]{3}$",
                                 .expected = "a currency of three capital letters, as EUR",
                                 .matches = &matches};
};
using Currency = Text<3, 3, CurrencyFormat>;

struct AmountFormat {
  static bool matches(std::string_view text);
  static constexpr Format format{
      .name = "",
      .pattern = "^[0-9]{1,11}(\\.[0-9]{1,4})?$",
      .expected = "an amount as \"12.99\": up to 11 digits, a point, up to 4 digits",
      .matches = &matches};
};
using Amount = Text<1, 16, AmountFormat>;

// What an amount counts in ten-thousandths: 129900 for "12.99". Nothing for what is no amount.
std::optional<std::int64_t> ten_thousandths(std::string_view amount);

// The amount of so many ten-thousandths, not below zero, in the spelling of normal_amount():
//
//   amount_of(129900, "EUR") == "12.99"
std::string amount_of(std::int64_t ten_thousandths, std::string_view currency);

// One spelling for each amount: no zeros in front, and at least as many decimals as the currency
// has (2, but 0 for JPY and its like, 3 for KWD and its like), zeros beyond them gone.
//
//   normal_amount("0012.9", "EUR") == "12.90"     normal_amount("1200.00", "JPY") == "1200"
//
// What is no amount stays as it is.
std::string normal_amount(std::string_view amount, std::string_view currency);

}  // namespace crow
