// Prices in text: "1.299,00 €", "$1,299.99", "1 299 kr", "Rs. 1,29,999", "12,-", "￥12,800".
//
//   for (const PriceText& price : find_prices("Was £12.00 now £9.50", locale)) use(price.amount);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/extract/currency.h"

namespace crow::extract {

// An amount of money in ten-thousandths, so that it compares exactly.
struct Amount {
  std::int64_t value = 0;

  friend auto operator<=>(const Amount&, const Amount&) = default;
};
inline constexpr std::int64_t kAmountUnit = 10'000;

// "1299", "12.90", "0.0345".
std::string to_text(Amount amount);

struct PriceText {
  std::size_t begin = 0, end = 0;  // Bytes of the text, with the currency.
  Amount amount{};
  std::string_view currency;  // ISO 4217; empty when none stands there.
  bool has_sign = false;      // A sign or word of a currency stands beside the number.
  bool is_ambiguous = false;  // The sign is one that several currencies share, such as "$".
  bool has_decimals = false;
  bool has_dash = false;  // "12,-": nothing but a price is written so.
};

// All numbers that may be prices, in order. Takes a text of any spelling; offsets are bytes of
// `folded`, which must be fold()ed. A newline ends a price.
std::vector<PriceText> find_prices(std::string_view folded, const Locale& locale);

// One price that is the whole text or nearly so; absent without a number. The text may be raw.
std::optional<PriceText> parse_price(std::string_view text, const Locale& locale);

// A price as programs write it, in data-price="…", JSON or content="…": a point is a decimal point
// even before three digits, unless the currency has no decimals and the number says otherwise.
std::optional<Amount> parse_machine_price(std::string_view text, std::string_view currency,
                                          const Locale& locale);

}  // namespace crow::extract
