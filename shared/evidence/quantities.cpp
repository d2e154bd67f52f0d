#include "shared/evidence/quantities.h"

#include <algorithm>
#include <span>
#include <utility>

#include "shared/core/text.h"
#include "shared/evidence/tokens.h"

namespace crow::evidence {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view kMonths[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
// What nobody can hold against a fact.
constexpr std::string_view kNumberWords[] = {
    "one",      "two",      "three",     "four",       "five",     "six",       "seven",
    "eight",    "nine",     "ten",       "eleven",     "twelve",   "thirteen",  "fourteen",
    "fifteen",  "sixteen",  "seventeen", "eighteen",   "nineteen", "twenty",    "thirty",
    "forty",    "fifty",    "sixty",     "seventy",    "eighty",   "ninety",    "hundred",
    "hundreds", "thousand", "thousands", "million",    "millions", "billion",   "billions",
    "trillion", "dozen",    "dozens",    "score",      "half",     "halves",    "halved",
    "third",    "thirds",   "quarter",   "quarters",   "fifth",    "tenth",     "first",
    "second",   "double",   "doubled",   "doubles",    "doubling", "twice",     "thrice",
    "triple",   "tripled",  "tripling",  "quadrupled", "twofold",  "threefold", "tenfold",
    "once",     "single",   "both",      "pair",       "couple",   "cent",      "cents",
    "permille"};
constexpr std::string_view kRising[] = {
    "rose",       "rise",    "rises",   "risen",  "rising",   "grew",      "grow",
    "grows",      "grown",   "growing", "growth", "increase", "increased", "increases",
    "increasing", "climbed", "climb",   "gained", "surged",   "jumped",    "soared"};
constexpr std::string_view kFalling[] = {
    "fell",       "fall",   "falls",   "fallen",  "falling",  "decrease", "decreased", "decreases",
    "decreasing", "drop",   "dropped", "drops",   "dropping", "decline",  "declined",  "declines",
    "declining",  "shrank", "shrunk",  "slipped", "sank",     "plunged",  "lost"};
constexpr std::string_view kUp[] = {"up", "higher", "more", "above", "gain"};
constexpr std::string_view kDown[] = {"down", "lower", "less", "fewer", "below", "loss"};
constexpr std::string_view kNone[] = {"no",     "none",  "nothing", "zero",
                                      "nobody", "never", "neither"};

bool is_in(Words words, std::string_view word) { return std::ranges::contains(words, word); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// What a token says of money; empty for anything else.
std::string currency_of(const Token& token) {
  if (token.kind == TokenKind::sign)
    return token.text == "$"   ? "$"
           : token.text == "€" ? "EUR"
           : token.text == "£" ? "GBP"
           : token.text == "¥" ? "¥"
                               : "";
  if (token.kind != TokenKind::word) return {};
  const bool is_code = token.text.size() == 3 &&
                       std::ranges::all_of(token.text, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (is_code) return token.text;
  if (token.lower == "euro" || token.lower == "euros") return "EUR";
  if (token.lower == "dollar" || token.lower == "dollars") return "$";
  if (token.lower == "pound" || token.lower == "pounds") return "GBP";
  return token.lower == "yen" ? "JPY" : "";
}

class Reader {
 public:
  explicit Reader(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  std::optional<Reading> read() {
    for (at_ = 0; at_ < tokens_.size();) {
      const Token& token = tokens_[at_];
      const bool is_fine = token.kind == TokenKind::day      ? take_day()
                           : token.kind == TokenKind::number ? take_number()
                                                             : take_word();
      if (!is_fine) return std::nullopt;
    }
    share_units();
    Reading made{.quantities = {}, .says_rise = rises_, .says_fall = falls_, .says_none = none_};
    for (Found& one : found_) {
      one.quantity.direction = direction_of(one);
      made.quantities.push_back(std::move(one.quantity));
    }
    return made;
  }

 private:
  struct Found {
    Quantity quantity;
    std::size_t begin = 0, end = 0;  // Its tokens, with the units.
    bool has_unit_before = false;
  };

  const Token* token(std::size_t index) const {
    return index < tokens_.size() ? &tokens_[index] : nullptr;
  }
  bool is_sign(std::size_t index, std::string_view text) const {
    const Token* one = token(index);
    return one && one->kind == TokenKind::sign && one->text == text;
  }
  bool is_word(std::size_t index, std::string_view lower) const {
    const Token* one = token(index);
    return one && one->kind == TokenKind::word && one->lower == lower;
  }
  std::int32_t month_at(std::size_t index) const {
    const Token* one = token(index);
    if (!one || one->kind != TokenKind::word || one->text[0] < 'A' || one->text[0] > 'Z') return 0;
    for (std::int32_t i = 0; i < 12; ++i)
      if (one->lower == kMonths[i] ||
          (one->lower.size() == 3 && kMonths[i].starts_with(one->lower)))
        return i + 1;
    return 0;
  }
  // A plain whole number, as days and years are.
  std::int32_t whole_at(std::size_t index, std::int32_t least, std::int32_t most) const {
    const Token* one = token(index);
    if (!one || one->kind != TokenKind::number || one->has_point || one->quantity.exponent != 0 ||
        one->quantity.sign != 0)
      return 0;
    const std::int64_t digits = one->quantity.digits;
    return digits >= least && digits <= most ? static_cast<std::int32_t>(digits) : 0;
  }
  // The year that follows a date, with or without a comma, and where it ends.
  std::int32_t year_at(std::size_t& index) const {
    const std::size_t at = is_sign(index, ",") ? index + 1 : index;
    const std::int32_t year = whole_at(at, 1900, 2999);
    if (year != 0) index = at + 1;
    return year;
  }
  void add_day(std::size_t begin, std::size_t end, std::int32_t year, std::int32_t month,
               std::int32_t day) {
    found_.push_back(
        {{.kind = QuantityKind::day, .year = year, .month = month, .day = day}, begin, end});
  }

  bool take_day() {
    found_.push_back({tokens_[at_].quantity, at_, at_ + 1});
    ++at_;
    return true;
  }

  // "November 22, 2026", "November 1–22", "November 2026".
  bool take_month(std::int32_t month) {
    const std::size_t begin = at_;
    const std::int32_t day = whole_at(begin + 1, 1, 31);
    if (day == 0) {
      std::size_t end = begin + 1;
      const std::int32_t year = year_at(end);
      if (year == 0) return false;
      add_day(begin, end, year, month, 0);
      at_ = end;
      return true;
    }
    std::size_t end = begin + 2;
    std::int32_t last = 0;
    if (is_sign(end, "~") && (last = whole_at(end + 1, 1, 31)) != 0) end += 2;
    const std::int32_t year = year_at(end);
    add_day(begin, end, year, month, day);
    if (last != 0) add_day(begin, end, year, month, last);
    at_ = end;
    return true;
  }

  // "22 November 2026", "1–22 November".
  bool take_day_and_month() {
    const std::int32_t day = whole_at(at_, 1, 31);
    if (day == 0) return false;
    std::size_t end = at_ + 1;
    std::int32_t last = 0;
    if (is_sign(end, "~") && (last = whole_at(end + 1, 1, 31)) != 0) end += 2;
    const std::int32_t month = month_at(end);
    if (month == 0) return false;
    ++end;
    const std::int32_t year = year_at(end);
    add_day(at_, end, year, month, day);
    if (last != 0) add_day(at_, end, year, month, last);
    at_ = end;
    return true;
  }

  bool take_number() {
    if (take_day_and_month()) return true;
    Found found{tokens_[at_].quantity, at_, at_ + 1};
    Quantity& quantity = found.quantity;
    if (is_word(found.end, "thousand") || is_word(found.end, "million") ||
        is_word(found.end, "billion")) {
      const std::string& scale = tokens_[found.end++].lower;
      quantity.exponent += scale == "thousand" ? 3 : scale == "million" ? 6 : 9;
    }
    if (is_sign(found.end, "%") || is_word(found.end, "percent")) {
      quantity.kind = QuantityKind::percent;
      ++found.end;
    } else if (is_word(found.end, "per") && is_word(found.end + 1, "cent")) {
      quantity.kind = QuantityKind::percent;
      found.end += 2;
    } else if (const std::string before = at_ > 0 ? currency_of(tokens_[at_ - 1]) : "";
               !before.empty()) {
      quantity.kind = QuantityKind::money;
      quantity.currency = before;
      found.has_unit_before = true;
    } else if (const Token* next = token(found.end); next && !currency_of(*next).empty()) {
      quantity.kind = QuantityKind::money;
      quantity.currency = currency_of(*next);
      ++found.end;
    }
    at_ = found.end;
    found_.push_back(std::move(found));
    return true;
  }

  bool take_word() {
    const Token& one = tokens_[at_];
    if (one.kind == TokenKind::word) {
      if (const std::int32_t month = month_at(at_); month != 0 && take_month(month)) return true;
      if (is_in(kNumberWords, one.lower)) return false;
      const bool is_rise = is_in(kRising, one.lower), is_fall = is_in(kFalling, one.lower);
      rises_ |= is_rise;
      falls_ |= is_fall;
      none_ |= is_in(kNone, one.lower);
      if (is_rise || is_in(kUp, one.lower)) directions_.push_back({at_, 1});
      if (is_fall || is_in(kDown, one.lower)) directions_.push_back({at_, -1});
    }
    ++at_;
    return true;
  }

  // "between 5 and 9 %", "EUR 10–20": a range has its unit once.
  void share_units() {
    for (std::size_t i = 1; i < found_.size(); ++i) {
      Found &one = found_[i - 1], &next = found_[i];
      if (next.begin != one.end + 1 || one.quantity.kind == QuantityKind::day ||
          next.quantity.kind == QuantityKind::day)
        continue;
      if (!is_sign(one.end, "~") && !is_word(one.end, "to") && !is_word(one.end, "and")) continue;
      const bool is_plain = one.quantity.kind == QuantityKind::plain;
      if (is_plain == (next.quantity.kind == QuantityKind::plain)) continue;
      if (!is_plain && !one.has_unit_before) continue;
      Quantity& to = is_plain ? one.quantity : next.quantity;
      const Quantity& from = is_plain ? next.quantity : one.quantity;
      to.kind = from.kind;
      to.currency = from.currency;
    }
  }

  // Of the nearest word before or behind; before, when both are as near.
  int direction_of(const Found& found) const {
    std::size_t nearest = ~std::size_t{0};
    int direction = 0;
    for (const auto& [place, way] : directions_) {
      const std::size_t distance =
          place < found.begin ? (found.begin - place) * 2 : (place - found.end + 1) * 2 + 1;
      if (distance >= nearest) continue;
      nearest = distance;
      direction = way;
    }
    return direction;
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::vector<Found> found_;
  std::vector<std::pair<std::size_t, int>> directions_;
  bool rises_ = false, falls_ = false, none_ = false;
};

}  // namespace

std::optional<Reading> read_quantities(std::string_view sentence) {
  if (!is_utf8(sentence)) return std::nullopt;
  auto tokens = tokens_of(sentence);
  if (!tokens) return std::nullopt;
  return Reader(std::move(*tokens)).read();
}

bool is_rounded_to(std::string_view decimal, const Quantity& quantity) {
  constexpr std::int64_t kTooLarge = 1'000'000'000'000'000'000;
  if (decimal.starts_with('-')) decimal.remove_prefix(1);
  std::int64_t value = 0;
  std::int32_t power = -quantity.exponent;  // Of ten, by which the value becomes digits.
  bool is_behind = false;
  for (const char c : decimal) {
    if (c == '.' && !is_behind) {
      is_behind = true;
      continue;
    }
    if (!is_digit(c) || value > kTooLarge / 100) return false;
    value = value * 10 + (c - '0');
    power -= is_behind;
  }
  if (decimal.empty() || value == 0 || quantity.digits == 0)
    return !decimal.empty() && value == quantity.digits;
  for (; power > 0; --power) {
    if (value > kTooLarge / 10) return false;
    value *= 10;
  }
  std::int64_t unit = 1;
  for (; power < 0; ++power) {
    if (unit > kTooLarge / 10) return false;
    unit *= 10;
  }
  const std::int64_t whole = value / unit, rest = value % unit;
  if (quantity.digits == whole) return rest * 2 <= unit;
  return quantity.digits == whole + 1 && rest * 2 >= unit && rest > 0;
}

}  // namespace crow::evidence
