#include <algorithm>
#include <cmath>
#include <map>

#include "shared/core/text.h"
#include "shared/extract/evidence.h"
#include "shared/extract/fold.h"
#include "shared/extract/phrase-table.h"
#include "shared/extract/ranking.h"

namespace crow::extract {
namespace {

constexpr double kEnough = 2.3;

struct Total {
  std::string value;  // As the surest source writes it.
  double most = 0;
  double also = 0;
  Source source = Source::none;

  double score() const { return most + 0.45 * also; }
};

// Votes for one number; spellings that differ in case and blanks are the same.
class Vote {
 public:
  void add(std::string_view text, Source source, double weight) {
    std::string value = collapse(text);
    for (const std::string_view prefix : {"sku:", "mpn:", "SKU:", "productID:", "#"})
      if (value.starts_with(prefix)) value = collapse(value.substr(prefix.size()));
    if (value.empty() || value.size() > 60) return;
    std::string key;
    for (const char c : fold(value))
      if (c != ' ') key += c;
    Total& total = totals_[key];
    if (weight > total.most) {
      total.also += total.most;
      total.most = weight;
      total.value = value;
      total.source = source;
    } else {
      total.also += weight;
    }
  }

  std::map<std::string, Total>& totals() { return totals_; }

  Fact winner(double enough, double even) const {
    const Total* best = nullptr;
    for (const auto& [key, total] : totals_)
      if (best == nullptr || total.score() > best->score()) best = &total;
    if (best == nullptr || best->score() < enough) return {};
    return {best->value, best->source, confidence_of(best->score(), even, 1.2)};
  }

 private:
  std::map<std::string, Total> totals_;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

Source source_of(const Labelled& labelled, const Evidence& evidence) {
  return evidence.page[labelled.node].tag == Tag::text ? Source::label : Source::attribute;
}

// The value of a parameter that is called after article numbers: "?skuId=6415214".
std::string_view sku_in_query(std::string_view url) {
  const std::size_t query = url.find('?');
  if (query == url.npos) return {};
  std::string_view rest = url.substr(query + 1, url.find('#') - query - 1);
  while (!rest.empty()) {
    std::string_view value = split_off(rest, '&');
    const std::string name = to_lower(split_off(value, '='));
    for (const std::string_view word : {"sku", "artnr", "articlenumber", "itemnumber", "artikelnr"})
      if (name.find(word) != name.npos && value.size() >= 3 && looks_like_sku(value)) return value;
  }
  return {};
}

// "CLI-521BK" of the heading "Ink cartridge [CLI-521BK]".
std::string_view bracketed_number(std::string_view title) {
  const std::size_t begin = title.rfind('[');
  if (begin == title.npos || begin == 0 || !title.ends_with(']')) return {};
  const std::string_view inside = title.substr(begin + 1, title.size() - begin - 2);
  const bool is_code = inside.size() >= 4 && looks_like_sku(inside) &&
                       inside.find(' ') == inside.npos && std::ranges::any_of(inside, is_digit);
  return is_code ? inside : std::string_view();
}

// Whether a marked value stands on the page where people can read it.
bool is_shown(const Evidence& evidence, std::string_view value) {
  const std::string folded = fold(value);
  if (folded.size() < 3) return false;
  const std::string& text = evidence.view.layout.text;
  for (std::size_t at = text.find(folded); at != text.npos; at = text.find(folded, at + 1)) {
    const bool begins = at == 0 || !(text[at - 1] >= '0' && text[at - 1] <= '9');
    const std::size_t end = at + folded.size();
    const bool ends = end >= text.size() || !(text[end] >= '0' && text[end] <= '9');
    if (begins && ends) return true;
  }
  return false;
}

void add_marked(const Evidence& evidence, std::string_view text, Source source, double weight,
                Vote& vote) {
  if (collapse(text).empty()) return;
  vote.add(text, source, weight + (is_shown(evidence, text) ? 1.3 : 0));
}

// The number as written that a folded token is part of: "FR-77120" for "77120".
std::string whole_number(std::string_view raw, std::string_view token) {
  const std::string lower = to_lower(raw);
  std::size_t begin = lower.find(token);
  if (begin == lower.npos) return std::string(token);
  std::size_t end = begin + token.size();
  const auto belongs = [&](std::size_t i) {
    const char c = lower[i];
    return is_digit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '_' || c == '/';
  };
  while (begin > 0 && belongs(begin - 1)) --begin;
  while (end < lower.size() && belongs(end)) ++end;
  const std::string_view number = raw.substr(begin, end - begin);
  return std::string(looks_like_sku(number) && number.size() < 24 ? number : token);
}

// "FK-2210": of capitals and digits, unlike the ids that programs make.
bool is_thought_out(std::string_view id) {
  bool has_capital = false, has_digit = false;
  for (const char c : id) {
    if ((c >= 'a' && c <= 'z') || c == '_' || c == ':') return false;
    has_capital = has_capital || (c >= 'A' && c <= 'Z');
    has_digit = has_digit || (c >= '0' && c <= '9');
  }
  return has_capital && has_digit && id.size() >= 4 && id.size() <= 20;
}

// A number of the address that also stands near the title, with or without a label: "(19544)".
void add_from_address(const Evidence& evidence, Vote& vote) {
  if (evidence.title.node == kNone) return;
  const std::string url = fold(evidence.url);
  const View& view = evidence.view;
  const std::string_view text = view.layout.text;
  const std::size_t title = view.layout.segment_of(evidence.title.node);
  std::size_t begin = std::min(url.find('/', url.find("://") + 3), url.size());
  while (begin < url.size()) {
    const std::size_t end = std::min(url.find_first_of("/?&=._-", begin), url.size());
    const std::string_view token = std::string_view(url).substr(begin, end - begin);
    begin = end + 1;
    const auto digits = std::ranges::count_if(token, is_digit);
    const bool is_year = token.size() == 4 && (token.starts_with("19") || token.starts_with("20"));
    if (token.size() < 4 || token.size() > 24 || digits < 3 || is_year) continue;
    for (std::size_t at = text.find(token); at != text.npos; at = text.find(token, at + 1)) {
      if (!stands_alone(text, at, token.size())) continue;
      const std::size_t segment = view.layout.segment_at(at);
      const Id node = view.layout.segments[segment].node;
      const double distance = std::abs(static_cast<double>(segment) - static_cast<double>(title));
      constexpr std::uint32_t kElsewhere = kHintRelated | kHintCard | kHintCart | kHintFrame;
      if (distance > 60 || (view.hints.all[node] & kElsewhere) != 0) continue;
      // Part of the name, it is a model as often as not.
      const bool is_in_name = fold(evidence.title.text).find(token) != std::string::npos;
      vote.add(whole_number(view.page[node].text, token), Source::visible,
               is_in_name ? 1.0 : 1.7 + fading(distance, 30));
      break;
    }
  }
}

bool same_number(std::string_view a, std::string_view b) { return fold(a) == fold(b); }

// "/serum/S17.html" for "s17".
bool ends_address(std::string_view url, std::string_view key) {
  const std::string folded = fold(url.substr(0, url.find_first_of("?#")));
  std::string_view last = std::string_view(folded).substr(folded.rfind('/') + 1);
  last = last.substr(0, last.find('.'));
  return last == key;
}

}  // namespace

Fact choose_sku(const Evidence& evidence) {
  Vote vote;
  // Where markup tells the shop's number from the maker's, labels that mean the maker's say less.
  const auto has_other = [&](std::string_view value) {
    return std::ranges::any_of(evidence.mains, [&](const MarkedProduct* product) {
      return !product->sku.empty() && !same_number(product->sku, value);
    });
  };
  for (const MarkedProduct* product : evidence.mains) {
    const MarkedOffer* const offer = main_offer(*product, evidence.url);
    const bool is_single = product->offers.size() <= 1;
    add_marked(evidence, product->sku, product->source, 3.7, vote);
    if (offer != nullptr)
      add_marked(evidence, offer->sku, product->source,
                 product->sku.empty() ? (is_single ? 3.3 : 2.6) : 1.2, vote);
    const std::string_view id = product->product_id;
    const bool names_other = id.starts_with("isbn:") || id.starts_with("gtin") ||
                             id.starts_with("ean:") || id.starts_with("upc:");
    if (!names_other) add_marked(evidence, id, product->source, 2.7, vote);
    if (product->sku.empty())
      add_marked(evidence, product->mpn, product->source, 2.3, vote);
    else
      vote.add(product->mpn, product->source, 0.8);
    add_marked(evidence, product->group_id, product->source, 1.6, vote);
  }
  const Metadata& meta = evidence.meta;
  add_marked(evidence, meta.first_of({"product:retailer_item_id", "product:retailer_part_no"}),
             Source::open_graph, 2.6, vote);
  add_marked(evidence, meta.first_of({"sku", "product:sku", "productid", "product_id"}),
             Source::meta, 2.2, vote);
  int used = 0;
  for (const StateProduct& product : evidence.state) {
    if (product.likeness < 0.6 && !(product.is_detail && product.name.empty())) continue;
    if (++used > 4) break;
    if (looks_like_sku(product.sku)) add_marked(evidence, product.sku, product.source, 2.4, vote);
    // An id by itself is the shop's, seldom what it shows; 1.3 more makes it count. One that
    // someone has thought out is the article's.
    const double alone = is_thought_out(product.id) ? 2.4 : 1.5;
    if (looks_like_sku(product.id) && product.source != Source::shopify)
      add_marked(evidence, product.id, product.source, product.sku.empty() ? alone : 0.8, vote);
  }
  for (const Labelled& labelled : evidence.labelled) {
    if (labelled.kind == LabelKind::gtin || labelled.kind == LabelKind::brand) continue;
    const bool is_makers = labelled.kind != LabelKind::sku && has_other(labelled.value);
    if (labelled.score > 0.8)
      vote.add(labelled.value, source_of(labelled, evidence),
               is_makers ? 0.4 * labelled.score : labelled.score);
  }
  add_from_address(evidence, vote);
  vote.add(bracketed_number(evidence.title.text), Source::visible, 2.4);
  vote.add(sku_in_query(evidence.url), Source::url, 1.6);
  for (auto& [key, total] : vote.totals()) {
    if (key.size() >= 5 && fold(evidence.url).find(key) != std::string::npos) total.most += 0.9;
    if (key.size() < 5 && key.size() > 1 && ends_address(evidence.url, key)) total.most += 0.9;
    // What is labelled as a GTIN, and nowhere as an article number, is no article number.
    const bool is_gtin = std::ranges::any_of(evidence.labelled, [&](const Labelled& labelled) {
      return labelled.kind == LabelKind::gtin && same_number(labelled.value, total.value);
    });
    if (is_gtin && total.source != Source::label) total.most -= 1.2;
    if (!looks_like_sku(total.value)) total.most -= 2;
  }
  return vote.winner(kEnough, 3.0);
}

Fact choose_mpn(const Evidence& evidence) {
  Vote vote;
  for (const MarkedProduct* product : evidence.mains) vote.add(product->mpn, product->source, 4);
  for (const Labelled& labelled : evidence.labelled)
    if (labelled.kind == LabelKind::mpn || labelled.kind == LabelKind::model)
      vote.add(labelled.value, source_of(labelled, evidence), labelled.score);
  return vote.winner(2, 2.5);
}

Fact choose_gtin(const Evidence& evidence) {
  Vote vote;
  const auto add = [&](std::string_view text, Source source, double weight) {
    const std::size_t colon = text.find(':');
    if (colon != text.npos) text.remove_prefix(colon + 1);
    const std::string digits = valid_gtin(collapse(text));
    if (!digits.empty()) vote.add(digits, source, weight);
  };
  for (const MarkedProduct* product : evidence.mains) {
    add(product->gtin, product->source, 4.5);
    const MarkedOffer* const offer = main_offer(*product, evidence.url);
    if (offer != nullptr) add(offer->gtin, product->source, product->offers.size() == 1 ? 4 : 3);
    // Shops put it where it does not belong, too; its check digit says what it is.
    for (const std::string& text : {product->product_id, product->mpn, product->sku}) {
      const std::string digits = valid_gtin(text);
      if (digits.size() >= 12) add(digits, product->source, 2.2);
    }
  }
  add(evidence.meta.first_of({"product:ean", "product:upc", "product:isbn", "og:ean", "og:upc",
                              "product:gtin", "books:isbn", "gtin13", "gtin"}),
      Source::open_graph, 3.5);
  for (const StateProduct& product : evidence.state)
    if (product.likeness >= 0.6) add(product.gtin, product.source, 2.6);
  for (const Labelled& labelled : evidence.labelled) {
    if (labelled.kind == LabelKind::gtin)
      add(labelled.value, source_of(labelled, evidence), labelled.score);
    else if (labelled.score > 2.4 && valid_gtin(labelled.value).size() == 13)
      add(labelled.value, source_of(labelled, evidence), 2.1);
  }
  return vote.winner(2, 2);
}

}  // namespace crow::extract
