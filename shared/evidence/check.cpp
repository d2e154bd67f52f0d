#include "shared/evidence/check.h"

#include <algorithm>
#include <optional>

#include "shared/core/text.h"
#include "shared/evidence/quantities.h"

namespace crow::evidence {
namespace {

constexpr std::size_t kCitedMax = 24;

constexpr std::pair<std::string_view, std::string_view> kMarks[] = {{"“", "”"}, {"\"", "\""}};

// A name with quotation marks of its own could go on behind them as if the sentence spoke.
bool may_be_quoted(std::string_view name) {
  return !name.empty() && !name.contains('"') && !name.contains("“") && !name.contains("”");
}

// The sentence with "x" for each name that it quotes. Unquoted, a name counts as the sentence's own
// words: one that is called "Two" or "5 % off" must not lend itself to a claim.
std::string without_names(std::string_view sentence, const std::vector<const Fact*>& facts) {
  std::string out(sentence);
  for (const Fact* fact : facts) {
    if (!fact->name || !may_be_quoted(*fact->name)) continue;
    for (const auto& [open, close] : kMarks) {
      // A comma or a point of the sentence may stand inside of the marks.
      for (const std::string_view tail : {"", ",", "."}) {
        const std::string quoted = concat(open, *fact->name, tail, close);
        for (auto at = out.find(quoted); at != out.npos; at = out.find(quoted, at + 3))
          out.replace(at, quoted.size(), " x ");
      }
    }
  }
  return out;
}

bool is_currency(std::string_view said, std::string_view currency) {
  if (said == "$") return currency.ends_with('D') || currency == "MXN";
  if (said == "¥") return currency == "JPY" || currency == "CNY";
  return said == currency;
}

bool is_negative(const Fact& fact) { return fact.value.starts_with('-'); }

// A change of -12.5 is "fell by 12.5 %", "-12.5 %"; of 12.5 "rose by 12.5 %", "a change of 12.5 %".
bool has_direction(const Fact& fact, const Quantity& quantity) {
  if (quantity.sign != 0) return (quantity.sign < 0) == is_negative(fact);
  return is_negative(fact) ? quantity.direction < 0 : quantity.direction >= 0;
}

bool is_day(const Fact& fact, const Quantity& quantity) {
  const std::string_view value = fact.value;  // "2026-11-22"
  if (value.size() != 10) return false;
  const auto is = [&](std::size_t from, std::size_t count, std::int32_t said) {
    return said == 0 || to_number(value.substr(from, count)) == said;
  };
  return is(0, 4, quantity.year) && is(5, 2, quantity.month) && is(8, 2, quantity.day);
}

bool is_stated_by(const Fact& fact, const Quantity& quantity) {
  switch (quantity.kind) {
    case QuantityKind::day:
      return fact.kind == FactKind::date && is_day(fact, quantity);
    case QuantityKind::money:
      return fact.kind == FactKind::money && quantity.sign == 0 && fact.currency &&
             is_currency(quantity.currency, *fact.currency) && is_rounded_to(fact.value, quantity);
    case QuantityKind::percent:
      if (fact.kind == FactKind::change)
        return has_direction(fact, quantity) && is_rounded_to(fact.value, quantity);
      return fact.kind == FactKind::percent && quantity.sign == 0 &&
             is_rounded_to(fact.value, quantity);
    case QuantityKind::plain:
      return fact.kind == FactKind::count && quantity.sign == 0 &&
             is_rounded_to(fact.value, quantity);
  }
  return false;
}

bool is_zero(const Fact& fact) {
  return fact.kind != FactKind::text && fact.value.find_first_not_of("0.") == fact.value.npos;
}

// A change that the words of rising or falling may tell of.
bool is_change(const Fact& fact, bool falls) {
  return fact.kind == FactKind::change && !is_zero(fact) && is_negative(fact) == falls;
}

}  // namespace

bool is_supported(std::string_view sentence, std::vector<std::string>& cited,
                  std::span<const Fact> facts, std::span<const std::string_view> implied) {
  if (sentence.empty() || !is_utf8(sentence) || count_code_points(sentence) > kSentenceMax)
    return false;
  const auto find = [&](std::string_view id) -> const Fact* {
    const auto fact = std::ranges::find(facts, id, &Fact::id);
    return fact == facts.end() ? nullptr : &*fact;
  };
  if (cited.empty() || cited.size() > kCitedMax) return false;
  std::vector<const Fact*> known;
  for (const std::string& id : cited) {
    const Fact* fact = find(id);
    if (!fact || std::ranges::contains(known, fact)) return false;
    known.push_back(fact);
  }
  const std::optional<Reading> reading = read_quantities(without_names(sentence, known));
  if (!reading) return false;
  for (const Quantity& quantity : reading->quantities) {
    const auto states = [&](const Fact* fact) { return fact && is_stated_by(*fact, quantity); };
    if (std::ranges::any_of(known, states)) continue;
    const auto place = std::ranges::find_if(implied, states, find);
    if (place == implied.end()) return false;
    known.push_back(find(*place));
    cited.emplace_back(*place);
  }
  const auto has_change = [&](bool falls) {
    return std::ranges::any_of(known, [&](const Fact* fact) { return is_change(*fact, falls); });
  };
  if (reading->says_rise && !has_change(false)) return false;
  if (reading->says_fall && !has_change(true)) return false;
  return !reading->says_none ||
         std::ranges::any_of(known, [](const Fact* fact) { return is_zero(*fact); });
}

}  // namespace crow::evidence
