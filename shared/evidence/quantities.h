// The quantities that a sentence states: every number, percentage, amount and day in it, whatever
// way it is written.
//
//   "Sales rose by 12.5 % to EUR 1,234.50 between 2026-10-23 and 2026-11-22."
//      12.5 percent, 1234.50 in EUR, two days
//
// It reads English: a point before decimals, commas or narrow blanks between thousands. What can be
// read in two ways, or holds what no table here knows (other digits, numbers in words, "2nd"), is
// no sentence that can be checked: the answer is nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crow::evidence {

enum class QuantityKind : std::uint8_t { plain, percent, money, day };

struct Quantity {
  QuantityKind kind = QuantityKind::plain;
  std::int64_t digits = 0;                    // 1250 of "12.50",
  std::int32_t exponent = 0;                  // which is 1250 · 10^-2. "1.2 million" is 12 · 10^5.
  std::string currency = {};                  // "EUR", or "$" for every dollar.
  std::int32_t year = 0, month = 0, day = 0;  // Of a day; 0 where it is not said.
  int sign = 0;                               // That of "+12" and "-12".
  int direction = 0;  // Of the nearest word that says one: 1 for "rose", -1 for "fell".
};

struct Reading {
  std::vector<Quantity> quantities;
  bool says_rise = false, says_fall = false;  // In words that mean nothing else.
  bool says_none = false;                     // "no", "none", "nothing", "zero".
};

// Names that the sentence quotes must be taken out before.
std::optional<Reading> read_quantities(std::string_view sentence);

// Whether a decimal ("-12.50") is the quantity, without their signs, rounded as the quantity is.
bool is_rounded_to(std::string_view decimal, const Quantity& quantity);

}  // namespace crow::evidence
