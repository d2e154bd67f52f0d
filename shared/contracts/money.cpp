#include "shared/contracts/money.h"

#include <algorithm>

#include "shared/core/text.h"

namespace crow {
namespace {

constexpr std::size_t kDigitsMax = 11;
constexpr std::size_t kDecimalsMax = 4;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool are_digits(std::string_view text) { return std::ranges::all_of(text, is_digit); }

struct Parts {
  std::string_view whole, decimals;
};

std::optional<Parts> parts_of(std::string_view amount) {
  const auto point = amount.find('.');
  Parts parts{amount.substr(0, point), {}};
  if (point != amount.npos) {
    parts.decimals = amount.substr(point + 1);
    if (parts.decimals.empty()) return std::nullopt;
  }
  if (parts.whole.empty() || parts.whole.size() > kDigitsMax || !are_digits(parts.whole) ||
      parts.decimals.size() > kDecimalsMax || !are_digits(parts.decimals))
    return std::nullopt;
  return parts;
}

// ISO 4217 knows these besides two.
std::size_t decimals_of(std::string_view currency) {
  constexpr std::string_view kNone =
      "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
  constexpr std::string_view kThree = "BHD IQD JOD KWD LYD OMR TND";
  if (currency.size() != 3) return 2;
  return kNone.contains(currency) ? 0 : kThree.contains(currency) ? 3 : 2;
}

}  // namespace

bool CurrencyFormat::matches(std::string_view text) {
  return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool AmountFormat::matches(std::string_view text) { return parts_of(text).has_value(); }

std::optional<std::int64_t> ten_thousandths(std::string_view amount) {
  const auto parts = parts_of(amount);
  if (!parts) return std::nullopt;
  std::int64_t number = 0;
  for (const char c : parts->whole) number = number * 10 + (c - '0');
  for (std::size_t i = 0; i < kDecimalsMax; ++i)
    number = number * 10 + (i < parts->decimals.size() ? parts->decimals[i] - '0' : 0);
  return number;
}

std::string amount_of(std::int64_t ten_thousandths, std::string_view currency) {
  std::string digits = to_text(ten_thousandths % 10'000);
  digits.insert(0, kDecimalsMax - digits.size(), '0');
  return normal_amount(concat(ten_thousandths / 10'000, '.', digits), currency);
}

std::string normal_amount(std::string_view amount, std::string_view currency) {
  const auto parts = parts_of(amount);
  if (!parts) return std::string(amount);
  std::string_view whole = parts->whole;
  whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size() - 1));
  std::string decimals(parts->decimals);
  const std::size_t least = decimals_of(currency);
  while (decimals.size() > least && decimals.back() == '0') decimals.pop_back();
  decimals.resize(std::max(decimals.size(), least), '0');
  std::string out(whole);
  if (!decimals.empty()) (out += '.') += decimals;
  return out;
}

}  // namespace crow
