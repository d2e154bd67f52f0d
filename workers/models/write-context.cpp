#include <algorithm>

#include "shared/core/text.h"
#include "workers/models/handlers.h"
#include "workers/models/wording.h"

namespace crow::models {
namespace {

using context::Draft;
using context::Fact;
using context::Section;

// "12034.5" as people read it: "12,034.5".
std::string grouped(std::string_view decimal) {
  const auto point = std::min(decimal.find('.'), decimal.size());
  std::string out(decimal.substr(0, point));
  for (std::size_t at = out.size(); at > 3;) out.insert(at -= 3, ",");
  return out + std::string(decimal.substr(point));
}

// The sentences so far, and the one that is being written.
class Writer {
 public:
  explicit Writer(const std::vector<Fact>& facts) : facts_(facts) {}

  const Fact* find(std::string_view id) const {
    const auto fact = std::ranges::find(facts_, id, &Fact::id);
    return fact == facts_.end() ? nullptr : &*fact;
  }
  const Fact* find(std::string_view id, int rank, std::string_view more = {}) const {
    return find(concat(id, '_', rank, more));
  }
  bool has(std::initializer_list<std::string_view> ids) const {
    return std::ranges::all_of(ids, [&](std::string_view id) { return find(id); });
  }

  Writer& say(std::string_view words) {
    text_ += words;
    return *this;
  }
  // A value, which the sentence cites from now on.
  Writer& fact(const Fact& fact) {
    cite(fact);
    std::string_view value = fact.value;
    if (fact.kind == evidence::FactKind::change && value.starts_with('-')) value.remove_prefix(1);
    if (fact.kind == evidence::FactKind::date)
      text_ += value;
    else if (fact.kind == evidence::FactKind::text)
      return name(fact);
    else
      text_ += grouped(value);
    if (fact.kind == evidence::FactKind::percent || fact.kind == evidence::FactKind::change)
      text_ += " %";
    if (fact.currency) text_ += concat(' ', *fact.currency);
    return *this;
  }
  Writer& fact(std::string_view id) { return fact(*find(id)); }
  // "5 members", "1 member".
  Writer& count(std::string_view id, std::string_view unit) {
    fact(id).say(" ").say(unit);
    return find(id)->value == "1" ? *this : say("s");
  }
  // What the data call it.
  Writer& name(const Fact& fact) {
    cite(fact);
    text_ += concat("“", fact.name.value_or(""), "”");
    return *this;
  }
  // Cites what the words say without a number: "no".
  Writer& cite(std::string_view id) {
    cite(*find(id));
    return *this;
  }
  void end(Section section) {
    drafts_.push_back({section, {std::exchange(text_, {}) + '.', std::exchange(cited_, {})}});
  }
  std::vector<Draft> take() { return std::move(drafts_); }

 private:
  void cite(const Fact& fact) {
    if (!std::ranges::contains(cited_, fact.id)) cited_.push_back(fact.id);
  }

  const std::vector<Fact>& facts_;
  std::string text_;
  std::vector<std::string> cited_;
  std::vector<Draft> drafts_;
};

bool is_zero(const Fact* fact) { return !fact || fact->value == "0"; }

// " rose by 12.5 %, from 10,697 to 12,034".
void say_change(Writer& out, const Fact& change, const Fact& before, const Fact& now) {
  const bool is_level = change.value.find_first_not_of("0.") == change.value.npos;
  if (is_level && before.value == now.value) {
    out.say(" stayed at ").fact(now);
    return;
  }
  if (is_level)
    out.say(" went");
  else
    out.say(change.value.starts_with('-') ? " fell by " : " rose by ").fact(change).say(",");
  out.say(" from ").fact(before).say(" to ").fact(now);
}

void write_overview(Writer& out) {
  if (out.has({"organization", "members"}))
    out.fact("organization").say(" has ").count("members", "member").end(Section::overview);
  if (!out.has({"interactions_total", "period_days", "period_from", "period_to"})) return;
  if (is_zero(out.find("interactions_total")))
    out.say("There were no interactions").cite("interactions_total");
  else
    out.say("There were ").count("interactions_total", "interaction");
  out.say(" in the ").count("period_days", "day").say(" from ").fact("period_from");
  out.say(" to ").fact("period_to").end(Section::overview);
  if (is_zero(out.find("interactions_before")) || !out.has({"interactions_change"})) return;
  out.say("Against the ").fact("period_days").say(" days before, interactions");
  say_change(out, *out.find("interactions_change"), *out.find("interactions_before"),
             *out.find("interactions_total"));
  out.end(Section::overview);
}

void write_channels(Writer& out) {
  struct Channel {
    std::string_view name, title;
  };
  for (const auto& [name, title] : {Channel{"web", "The website"}, Channel{"cctv", "The cameras"},
                                    Channel{"social", "Social media"}}) {
    const Fact* now = out.find(concat("interactions_", name));
    const Fact* share = out.find(concat("share_", name));
    if (is_zero(now)) continue;
    out.say(title).say(" brought ").count(now->id, "interaction");
    if (share) out.say(", ").fact(*share).say(" of all");
    out.end(Section::channels);
    const Fact* before = out.find(concat("interactions_", name, "_before"));
    const Fact* change = out.find(concat("interactions_", name, "_change"));
    if (!before || !change) continue;
    out.say(title).say(": interactions");
    say_change(out, *change, *before, *now);
    out.end(Section::channels);
  }
}

void write_activity(Writer& out) {
  constexpr int kTypes = 5;
  for (int i = 1; i <= kTypes; ++i) {
    const Fact* type = out.find("type", i);
    if (!type) break;
    out.name(*type).say(i == 1 ? " was the most frequent type, " : " occurred ");
    out.count(type->id, "time").end(Section::activity);
    const Fact* before = out.find("type", i, "_before");
    const Fact* change = out.find("type", i, "_change");
    if (!before || !change) continue;
    out.name(*type);
    say_change(out, *change, *before, *type);
    out.end(Section::activity);
  }
  if (out.has({"busiest_day", "busiest_day_total"}))
    out.say("The busiest day was ")
        .fact("busiest_day")
        .say(", with ")
        .count("busiest_day_total", "interaction")
        .end(Section::activity);
}

// "The largest categories are “Shoes” (120) and “Jackets” (40)."
void write_largest(Writer& out, std::string_view id, std::string_view words) {
  constexpr int kLargest = 3;
  int count = 0;
  while (count < kLargest && out.find(id, count + 1)) ++count;
  if (count == 0) return;
  out.say("The largest ").say(words);
  for (int i = 1; i <= count; ++i) {
    out.say(i == 1 ? " by products: " : i == count ? " and " : ", ");
    const Fact& one = *out.find(id, i);
    out.name(one).say(" (").fact(one).say(")");
  }
  out.end(Section::catalog);
}

void write_catalog(Writer& out) {
  if (!out.has({"products_total"})) return;
  if (is_zero(out.find("products_total"))) {
    out.say("The catalog holds no products").cite("products_total").end(Section::catalog);
    return;
  }
  out.say("The catalog holds ").count("products_total", "product");
  if (out.has({"products_in_stock", "share_in_stock"}))
    out.say(", of which ")
        .fact("products_in_stock")
        .say(" (")
        .fact("share_in_stock")
        .say(") can be bought at this time");
  out.end(Section::catalog);
  if (!is_zero(out.find("products_out_of_stock")))
    out.say("Out of stock: ").count("products_out_of_stock", "product").end(Section::catalog);
  write_largest(out, "category", "categories");
  write_largest(out, "brand", "brands");
  if (out.has({"price_lowest", "price_highest"}))
    out.say("Prices go from ")
        .fact("price_lowest")
        .say(" to ")
        .fact("price_highest")
        .end(Section::catalog);
}

}  // namespace

Task<WriteContext::Output> write_context(Context&, WriteContext::Input input) {
  Writer out(input.facts.value);
  write_overview(out);
  write_channels(out);
  write_activity(out);
  write_catalog(out);
  co_return WriteContext::Output{std::string(kDescriber), out.take()};
}

}  // namespace crow::models
