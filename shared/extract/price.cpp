#include "shared/extract/price.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/extract/fold.h"

namespace crow::extract {
namespace {

constexpr std::int64_t kLargest = 1'000'000'000;  // Whole units; more is no price.

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A number in a text: its digits and the separators between them, last first decided.
struct Number {
  std::size_t begin = 0, end = 0;
  Amount amount{};
  bool has_decimals = false;
  bool has_dash = false;
};

struct Run {
  std::size_t begin, end;  // Digits.
};

// Separators that may stand inside a number: one of . , ' · and a single blank.
std::size_t separator_at(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '.' || c == ',' || c == '\'' || c == ' ') return 1;
  if (text.substr(at).starts_with("·")) return 2;
  if (text.substr(at).starts_with("٬") || text.substr(at).starts_with("٫")) return 2;
  return 0;
}

std::int64_t whole_of(std::string_view text, const std::vector<Run>& runs, std::size_t count) {
  std::int64_t value = 0;
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t at = runs[i].begin; at < runs[i].end; ++at)
      value = std::min(value * 10 + (text[at] - '0'), kLargest);
  return value;
}

std::int64_t fraction_of(std::string_view digits) {
  std::int64_t value = 0;
  std::int64_t unit = kAmountUnit / 10;
  for (const char c : digits.substr(0, 4)) {
    value += (c - '0') * unit;
    unit /= 10;
  }
  return value;
}

bool has_three_decimals(const Locale& locale) { return decimals_of(currency_of(locale)) == 3; }

// Reads the number whose first digit stands at `at`.
Number number_at(std::string_view text, std::size_t at, const Locale& locale) {
  std::vector<Run> runs;
  std::vector<char> separators;
  std::size_t look = at;
  for (;;) {
    const std::size_t from = look;
    while (look < text.size() && is_digit(text[look])) ++look;
    runs.push_back({from, look});
    if (look >= text.size() || runs.size() > 6) break;
    const std::size_t size = separator_at(text, look);
    if (size == 0 || look + size >= text.size() || !is_digit(text[look + size])) break;
    const char separator = text[look];
    std::size_t digits = look + size;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    const std::size_t length = digits - look - size;
    // A blank separates thousands and nothing else; then a number may only have three digits
    // before.
    const bool is_group = length == 3 && runs.back().end - runs.back().begin <= 3;
    if ((separator == ' ' || separator == '\'') && !is_group) break;
    if (separator == ' ' && !separators.empty() && separators.back() != ' ') break;
    separators.push_back(separator);
    look += size;
  }
  Number number{.begin = at, .end = runs.back().end};
  const std::size_t last = runs.size() - 1;
  bool is_decimal = false;
  if (last > 0) {
    const char separator = separators.back();
    const std::size_t digits = runs[last].end - runs[last].begin;
    const bool is_alone = std::ranges::count(separators, separator) == 1;
    const bool leads_zero = text.substr(runs[0].begin, runs[0].end - runs[0].begin) == "0";
    if (separator == ' ' || separator == '\'')
      is_decimal = false;
    else if (!is_alone)
      is_decimal = digits != 3;  // "2.799.50" is badly written, but has one meaning.
    else if (last > 1)  // Another kind stands before: this one is the decimal's, "1.299,00".
      is_decimal = true;
    else
      is_decimal = digits != 3 || leads_zero || (separator != ',' && has_three_decimals(locale));
    if (runs[0].end - runs[0].begin > 3 && digits == 3 && last == 1 && separator != ' ')
      is_decimal = true;  // "1234.567" has no groups.
  }
  const std::int64_t whole = whole_of(text, runs, is_decimal ? last : last + 1);
  number.amount.value = whole * kAmountUnit;
  if (is_decimal) {
    number.has_decimals = true;
    number.amount.value +=
        fraction_of(text.substr(runs[last].begin, runs[last].end - runs[last].begin));
  }
  // "12,-", "12.--", "12,–": no cents. (Dashes are folded to '-'.)
  const std::string_view rest = text.substr(number.end);
  if (rest.size() >= 2 && (rest[0] == ',' || rest[0] == '.') && rest[1] == '-') {
    number.end += 2;
    while (number.end < text.size() && text[number.end] == '-') ++number.end;
    number.has_decimals = number.has_dash = true;
  }
  return number;
}

// A sign behind the number, after at most one blank.
CurrencySign sign_behind(std::string_view text, std::size_t& at) {
  std::size_t look = at;
  if (look < text.size() && text[look] == ' ') ++look;
  const CurrencySign sign = sign_at(text, look);
  if (sign.size == 0) return {};
  // Single letters and "fr" or "le" behind a number begin words too often.
  if (sign.size == 1 && text[look] >= 'a' && text[look] <= 'z' && text[look] != 'r' &&
      text[look] != 'd')
    return {};
  if (text[look] == 'r' && sign.size == 1) return {};
  at = look + sign.size;
  return sign;
}

// A sign that ends right before the number, after at most one blank or ':', and begins at `from` or
// later: what stands before belongs to another price.
CurrencySign sign_before(std::string_view text, std::size_t from, std::size_t number,
                         std::size_t& begin) {
  constexpr std::size_t kLongest = 12;
  std::size_t end = number;
  while (end > from && number - end < 2 && (text[end - 1] == ' ' || text[end - 1] == ':')) --end;
  const std::size_t first = std::max(from, end > kLongest ? end - kLongest : 0);
  for (std::size_t at = first; at < end; ++at) {
    if ((text[at] & 0xC0) == 0x80 || text[at] == ' ') continue;
    const CurrencySign sign = sign_at(text, at);
    if (sign.size == 0 || at + sign.size != end) continue;
    if (sign.size == 1 && (text[at] == 'q' || text[at] == 'd')) continue;
    begin = at;
    return sign;
  }
  return {};
}

// Numbers that are parts of words, times, dates, sizes or percentages.
bool is_no_price(std::string_view text, std::size_t begin, std::size_t end) {
  if (end < text.size()) {
    const char next = text[end];
    if (next == '%' || text.substr(end).starts_with(" %")) return true;
    if ((next == ':' || next == '/') && end + 1 < text.size() && is_digit(text[end + 1]))
      return true;
  }
  if (begin == 0) return false;
  const char before = text[begin - 1];
  if (before == '#' || before == '_') return true;
  return (before == '/' || before == '-') && begin > 1 && is_digit(text[begin - 2]) &&
         end < text.size() && (text[end] == '/' || text[end] == '-');
}

}  // namespace

std::string to_text(Amount amount) {
  std::string out = crow::to_text(amount.value / kAmountUnit);
  const std::int64_t fraction = amount.value % kAmountUnit;
  if (fraction == 0) return out;
  std::string digits = crow::to_text(fraction);
  digits.insert(0, 4 - digits.size(), '0');
  while (digits.size() > 2 && digits.back() == '0') digits.pop_back();
  return concat(out, '.', digits);
}

std::vector<PriceText> find_prices(std::string_view folded, const Locale& locale) {
  std::vector<PriceText> prices;
  std::size_t taken = 0;  // Up to here the text belongs to prices.
  for (std::size_t at = 0; at < folded.size();) {
    if (!is_digit(folded[at])) {
      ++at;
      continue;
    }
    const Number number = number_at(folded, at, locale);
    PriceText price;
    price.begin = number.begin;
    price.end = number.end;
    price.amount = number.amount;
    price.has_decimals = number.has_decimals;
    price.has_dash = number.has_dash;
    std::size_t begin = number.begin;
    std::size_t end = number.end;
    CurrencySign sign = sign_before(folded, taken, number.begin, begin);
    const bool takes_next = sign.size != 0;
    if (takes_next) {
      price.begin = begin;
      // "$12.00 USD": the code says which dollar.
      std::size_t behind = number.end;
      const CurrencySign code = sign_behind(folded, behind);
      const bool is_code = code.size != 0 && resolve_currency(code.code, locale) == code.code;
      const bool was_open = resolve_currency(sign.code, locale) != sign.code;
      if (is_code && was_open && code.size >= 3) {
        price.end = behind;
        sign = code;
      }
    } else {
      sign = sign_behind(folded, end);
      if (sign.size != 0) price.end = end;
      // "12€99", "12 € 95": cents behind the sign; after a blank only where nothing follows.
      const bool is_apart = end < folded.size() && folded[end] == ' ';
      const std::size_t cents = end + (is_apart ? 1 : 0);
      if (sign.size != 0 && !number.has_decimals && cents + 2 <= folded.size() &&
          is_digit(folded[cents]) && is_digit(folded[cents + 1]) &&
          (cents + 2 == folded.size() || (!is_apart && !is_digit(folded[cents + 2])))) {
        price.amount.value += fraction_of(folded.substr(cents, 2));
        price.end = cents + 2;
        price.has_decimals = true;
      }
    }
    // One letter is a sign at home alone: "R7" is a model elsewhere.
    const bool is_letter = sign.size == 1 && sign.code != "$";
    if (is_letter && currency_of(locale) != sign.code) {
      sign = {};
      price.begin = number.begin;
      price.end = number.end;
    }
    price.has_sign = sign.size != 0;
    price.currency = resolve_currency(sign.code, locale);
    price.is_ambiguous = price.currency != sign.code;
    at = std::max(price.end, at + 1);
    taken = at;
    if (price.amount.value >= kLargest * kAmountUnit) continue;
    if (!price.has_sign && is_no_price(folded, number.begin, number.end)) continue;
    prices.push_back(price);
  }
  return prices;
}

std::optional<PriceText> parse_price(std::string_view text, const Locale& locale) {
  const auto prices = find_prices(fold(text), locale);
  for (const PriceText& price : prices)
    if (price.has_sign) return price;
  if (prices.empty()) return std::nullopt;
  return prices.front();
}

std::optional<Amount> parse_machine_price(std::string_view text, std::string_view currency,
                                          const Locale& locale) {
  const std::string folded = fold(text);
  std::string_view rest = folded;
  while (!rest.empty() && rest.back() == ' ') rest.remove_suffix(1);
  const bool is_plain = !rest.empty() &&
                        std::ranges::all_of(rest, [](char c) { return is_digit(c) || c == '.'; }) &&
                        std::ranges::count(rest, '.') <= 1 && rest.front() != '.';
  if (!is_plain) {
    const auto price = parse_price(folded, locale);
    if (!price) return std::nullopt;
    return price->amount;
  }
  const std::size_t point = std::min(rest.find('.'), rest.size());
  std::int64_t whole = 0;
  for (const char c : rest.substr(0, point)) whole = std::min(whole * 10 + (c - '0'), kLargest);
  if (whole >= kLargest) return std::nullopt;
  const std::string_view decimals = point < rest.size() ? rest.substr(point + 1) : "";
  if (decimals.size() == 3 && decimals_of(currency) == 0 && decimals != "000")
    return Amount{(whole * 1'000 + fraction_of(decimals) / 10) * kAmountUnit};
  return Amount{whole * kAmountUnit + fraction_of(decimals)};
}

}  // namespace crow::extract
