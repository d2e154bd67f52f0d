#include "shared/extract/stock.h"

#include <algorithm>
#include <map>

#include "shared/core/text.h"
#include "shared/extract/fold.h"
#include "shared/extract/ranking.h"
#include "shared/extract/walk.h"

namespace crow::extract {
namespace {

struct Weight {
  std::uint32_t hint;
  double value;
};
constexpr Weight kWeights[] = {
    {kHintStock, 1.8},    {kHintMain, 0.5},         {kHintRelated, -5}, {kHintCard, -4},
    {kHintCart, -4},      {kHintFrame, -5},         {kHintReview, -4},  {kHintHidden, -4.5},
    {kHintOptions, -1.6}, {kHintDescription, -1.5}, {kHintFixed, -1.5}, {kHintLink, -0.6},
    {kHintUnread, -1},
};

double place_score(const View& view, Id node, std::size_t segment, Id title, Id button) {
  double score = 0;
  for (const Weight& weight : kWeights)
    if ((view.hints.all[node] & weight.hint) != 0) score += weight.value;
  const auto near = [&](Id anchor, double weight, double reach) {
    if (anchor == kNone) return 0.0;
    const std::size_t at = view.layout.segment_of(anchor);
    const double distance =
        segment >= at ? static_cast<double>(segment - at) : 1.5 * static_cast<double>(at - segment);
    return weight * fading(distance, reach);
  };
  return score + near(title, 1.6, 35) + near(button, 1.4, 18);
}

// "availability out-of-stock", "stock unavailable", "instock".
Availability stock_in_names(std::string_view names) {
  std::string packed;
  for (const char c : to_lower(names.substr(0, 300)))
    if (c != '-' && c != '_') packed += c;
  const auto has = [&](std::string_view word) { return packed.find(word) != packed.npos; };
  if (has("outofstock") || has("soldout") || has("unavailab") || has("notavailable") ||
      has("nostock") || has("notinstock") || has("stockout"))
    return Availability::out_of_stock;
  if (has("instock") || has("stock available") || has("availability available") ||
      has("instore available"))
    return Availability::in_stock;
  return Availability::unknown;
}

// "XL sold out", "42 - sold out": one of several sizes.
bool begins_with_size(std::string_view text) {
  const std::string_view word = text.substr(0, text.find(' '));
  if (word.size() == text.size() || word.size() > 4) return false;
  return std::ranges::all_of(word, [](char c) {
    return c == 'x' || c == 's' || c == 'm' || c == 'l' || (c >= '1' && c <= '9');
  });
}

}  // namespace

std::vector<StockFound> find_stock(const View& view, Id title, Id button) {
  std::vector<StockFound> found;
  const auto& lines = view.layout.lines;
  for (std::size_t i = 0; i < lines.size() && found.size() < 300; ++i) {
    const std::string_view text = view.layout.text_of(lines[i]);
    const Availability availability = stock_in(text);
    if (availability == Availability::unknown) continue;
    const Segment& segment = view.layout.segments[lines[i].first];
    double score = place_score(view, segment.node, lines[i].first, title, button);
    // "Currently unavailable. We do not know when …": what comes behind makes it no weaker.
    const std::size_t size = std::min(text.find(". "), text.size());
    if (size > 40) score -= 0.5;
    if (size > 80) score -= 1;
    // By itself in its place it is said of the whole product.
    if (size < 30 && lines[i].first == lines[i].last) score += 0.5;
    // In a menu of sizes, "M - sold out" speaks of one.
    if (view.page.closest(segment.node, Tag::label) != kNone) score -= 1.5;
    if (availability == Availability::out_of_stock && begins_with_size(text)) score -= 3;
    found.push_back({availability, segment.node, score});
  }
  // What is said in three places of one kind, it says of stores or sizes.
  std::map<std::uint64_t, int> counts;
  const auto place_of = [&](Id id) {
    std::uint64_t hash = 0;
    for (int level = 0; level < 4 && id != kNone; ++level, id = view.page[id].parent)
      hash = hash * 31 + hash_of(view.page.attribute(id, "class")) * 7 +
             static_cast<std::uint64_t>(view.page[id].tag);
    return hash;
  };
  for (const StockFound& one : found) ++counts[place_of(view.page[one.node].parent)];
  for (StockFound& one : found)
    if (counts[place_of(view.page[one.node].parent)] >= 3) one.score -= 1;
  for (Id id = 1; id < view.page.size() && found.size() < 600; ++id) {
    const Tag tag = view.page[id].tag;
    if (tag == Tag::text || tag == Tag::body || tag == Tag::html || is_unseen(tag)) continue;
    if (tag == Tag::button || tag == Tag::input || tag == Tag::option || tag == Tag::a) continue;
    const std::string_view names = view.page.attribute(id, "class");
    if (names.empty() || (view.hints.own[id] & kHintStock) == 0) continue;
    const Availability availability = stock_in_names(names);
    if (availability == Availability::unknown) continue;
    const std::size_t segment = view.layout.segment_of(id);
    double score = place_score(view, id, segment, title, button) - 0.4;
    // WooCommerce: the product's own box is called "instock".
    if (title != kNone && view.page.is_inside(title, id)) score += 1.2;
    if (view.page[id].end <= id + 1) score -= 1;
    // One of a list of sizes or colours.
    if (tag == Tag::li) score -= 3;
    found.push_back({availability, id, score});
  }
  rank(found, [](const StockFound& one) { return one.score; });
  return found;
}

Availability parse_availability(std::string_view text) {
  const std::string folded = fold(text);
  std::string packed;
  for (const char c : folded.substr(
           folded.find_last_of("/#:") == folded.npos ? 0 : folded.find_last_of("/#:") + 1))
    if (c != ' ' && c != '_' && c != '-') packed += c;
  struct Word {
    std::string_view text;
    Availability availability;
  };
  using enum Availability;
  static constexpr Word kWords[] = {
      {"instock", in_stock},
      {"onlineonly", in_stock},
      {"instoreonly", in_stock},
      {"limitedavailability", in_stock},
      {"instoreandonline", in_stock},
      {"available", in_stock},
      {"availablefororder", in_stock},
      {"outofstock", out_of_stock},
      {"soldout", out_of_stock},
      {"oos", out_of_stock},
      {"unavailable", out_of_stock},
      {"notavailable", out_of_stock},
      {"backorder", out_of_stock},
      {"discontinued", discontinued},
      {"preorder", pre_order},
      {"presale", pre_order},
      {"pending", out_of_stock},
      {"true", in_stock},
      {"false", out_of_stock},
      {"1", in_stock},
      {"0", out_of_stock},
      {"yes", in_stock},
      {"no", out_of_stock},
      {"madetoorder", in_stock},
  };
  for (const Word& word : kWords)
    if (packed == word.text) return word.availability;
  const Availability said = stock_in(folded);
  return said;
}

}  // namespace crow::extract
