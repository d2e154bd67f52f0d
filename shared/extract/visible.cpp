#include "shared/extract/visible.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "shared/extract/fold.h"
#include "shared/extract/phrase-table.h"
#include "shared/extract/price-pairs.h"
#include "shared/extract/ranking.h"
#include "shared/extract/walk.h"

namespace crow::extract {
namespace {

constexpr std::size_t kMostCandidates = 1'500;

struct Weight {
  std::uint32_t hint;
  double own;        // Said by the element around the price, up to three levels.
  double inherited;  // Said by something farther out.
};
constexpr Weight kWeights[] = {
    {kHintPrice, 2.2, 0.6},    {kHintOld, -3.5, -1.5},    {kHintStruck, -4.5, -3.5},
    {kHintRegular, -0.4, 0},   {kHintSale, 1.0, 0.2},     {kHintShipping, -3.5, -2},
    {kHintInstalment, -4, -2}, {kHintSaving, -3.5, -1.5}, {kHintUnit, -3, -1.5},
    {kHintTier, -2.2, -2},     {kHintNet, -0.8, -0.3},    {kHintRelated, -4.5, -4.5},
    {kHintCard, -3, -3},       {kHintCart, -5, -5},       {kHintFrame, -4, -4},
    {kHintReview, -4, -3},     {kHintMain, 0.8, 0.8},     {kHintHidden, -4.5, -4.5},
    {kHintUnread, -0.7, -0.7}, {kHintMember, -2, -1},     {kHintOptions, -1, -0.8},
    {kHintLink, -2.5, -2.5},   {kHintFixed, -1.2, -1.2},  {kHintDescription, -1.2, -0.8},
    {kHintStock, -0.5, 0},
};

// What is said within three levels around a node.
std::uint32_t near_hints(const View& view, Id id) {
  std::uint32_t hints = 0;
  for (int level = 0; level < 4 && id != kNone; ++level, id = view.page[id].parent)
    hints |= view.hints.own[id];
  return hints;
}

double hint_score(const View& view, Id node) {
  const std::uint32_t close = near_hints(view, view.page[node].parent);
  const std::uint32_t all = view.hints.all[node];
  double score = 0;
  for (const Weight& weight : kWeights) {
    if ((close & weight.hint) != 0)
      score += weight.own;
    else if ((all & weight.hint) != 0)
      score += weight.inherited;
  }
  return score;
}

double label_score(PriceLabel label) {
  switch (label) {
    case PriceLabel::price:
      return 1.2;
    case PriceLabel::sale:
      return 1.0;
    case PriceLabel::old:
      return -3.8;
    case PriceLabel::regular:
      return -0.3;
    case PriceLabel::shipping:
    case PriceLabel::instalment:
    case PriceLabel::saving:
      return -4.5;
    case PriceLabel::unit:
      return -3.5;
    case PriceLabel::from:
      return -0.3;
    case PriceLabel::member:
    case PriceLabel::option:
      return -2.5;
    case PriceLabel::net:
      return -1.3;
    case PriceLabel::gross:
      return 0.5;
    case PriceLabel::none:
      break;
  }
  return 0;
}

// A name for where a price stands, the same for the prices of a list.
std::uint64_t signature(const Document& page, Id id) {
  std::uint64_t hash = 0;
  for (int level = 0; level < 5 && id != kNone; ++level, id = page[id].parent)
    hash =
        hash * 31 + hash_of(page.attribute(id, "class")) + static_cast<std::uint64_t>(page[id].tag);
  return hash;
}

class Finder {
 public:
  Finder(const View& view, Id title, Id button) : view_(view), title_(title), button_(button) {
    if (title_ != kNone) title_at_ = view.layout.segment_of(title_);
    if (button_ != kNone) button_at_ = view.layout.segment_of(button_);
    if (title_ != kNone && button_ != kNone) box_ = view.page.common_ancestor(title_, button_);
  }

  std::vector<PriceFound> find() {
    for (std::size_t i = 0; i < view_.layout.lines.size(); ++i) line(i);
    count_repeats();
    settle_neighbours();
    reward_agreement();
    rank(found_, [](const PriceFound& found) { return found.score; });
    return std::move(found_);
  }

 private:
  void line(std::size_t index) {
    const Line& line = view_.layout.lines[index];
    const std::string_view text = view_.layout.text_of(line).substr(0, 1'500);
    if (text.find_first_of("0123456789") == text.npos) return;
    const auto prices = find_prices(text, view_.locale);
    for (std::size_t i = 0; i < prices.size() && found_.size() < kMostCandidates; ++i) {
      const PriceText& price = prices[i];
      const std::size_t from = i == 0 ? 0 : prices[i - 1].end;
      judge(index, price, text.substr(from, price.begin - from), text.substr(price.end),
            text.size(), i, tells_lowest_price(text.substr(0, price.begin)));
    }
  }

  void judge(std::size_t index, const PriceText& price, std::string_view before,
             std::string_view behind, std::size_t line_size, std::size_t order, bool is_lowest) {
    const Line& line = view_.layout.lines[index];
    const std::size_t at = view_.layout.segment_at(line.begin + price.begin);
    const std::size_t last = view_.layout.segment_at(line.begin + price.end - 1);
    const Segment& segment = view_.layout.segments[last];
    Id node = segment.node;
    if (at != last) node = view_.layout.segments[at].node;
    const std::uint32_t close = near_hints(view_, view_.page[node].parent);
    const bool is_marked = (close & kHintPrice) != 0;
    if (!price.has_sign && !price.has_dash && !is_marked) return;
    PriceFound found{.node = node, .price = price};
    double score = hint_score(view_, node);
    score += price.has_sign ? 1.6 : price.has_dash ? 1.2 : -0.4;
    score += price.has_decimals ? 0.3 : 0;
    if (price.amount.value == 0) score -= 6;

    // The words before it: on its line, else the short line above.
    PriceLabel label = label_before(before);
    if (label == PriceLabel::none && order == 0 && fold(before).empty() && index > 0) {
      const Line& above = view_.layout.lines[index - 1];
      const std::string_view text = view_.layout.text_of(above);
      const bool has_digits = text.find_first_of("0123456789") != text.npos;
      const bool is_shown =
          (view_.hints.all[view_.layout.segments[above.first].node] & kHintHidden) == 0;
      // "10+" above a price: for so many and more. "1+" is the price of one.
      if (text.size() < 12 && text.ends_with('+') && text != "1+") label = PriceLabel::option;
      if (is_shown && tells_lowest_price(text)) is_lowest = true;
      if (text.size() < 48 && !has_digits && is_shown) {
        label = label_before(text);
        // A word alone in its block, such as "price" above a list, says less.
        if (label == PriceLabel::shipping || label == PriceLabel::saving)
          label = text.size() < 24 ? label : PriceLabel::none;
      }
    }
    if (is_lowest) label = PriceLabel::old;
    PriceLabel after = label_behind(behind);
    if (after == PriceLabel::none && behind.empty() && index + 1 < view_.layout.lines.size()) {
      const std::string_view text = view_.layout.text_of(view_.layout.lines[index + 1]);
      if (text.size() < 30 && text.find_first_of("0123456789") == text.npos) {
        const PriceLabel below = label_behind(text);
        if (below == PriceLabel::net || below == PriceLabel::gross || below == PriceLabel::unit ||
            below == PriceLabel::instalment)
          after = below;
      }
    }
    score += label_score(label) + label_score(after);
    // Words that are no known label mostly say something special: "with our card".
    if (label == PriceLabel::none && std::ranges::count_if(before, is_word_byte) >= 3) score -= 0.5;
    found.is_old = label == PriceLabel::old || (close & (kHintStruck | kHintOld)) != 0 ||
                   (view_.hints.all[node] & kHintStruck) != 0;
    found.is_regular = label == PriceLabel::regular;
    found.is_sale = label == PriceLabel::sale;
    found.is_saving =
        label == PriceLabel::saving || after == PriceLabel::saving || (close & kHintSaving) != 0;
    found.is_net = label == PriceLabel::net || after == PriceLabel::net || (close & kHintNet) != 0;
    found.is_gross = label == PriceLabel::gross || after == PriceLabel::gross;

    // Amid a sentence prices are rarely the price.
    const std::size_t words = line_size - (price.end - price.begin);
    if (words > 60) score -= 1.2;
    if (words > 120) score -= 1.5;
    if (order > 0) score -= 0.4;
    // The second half of a range.
    if (order > 0 && (before == " - " || before == "-" || before == " to " || before == " bis " ||
                      before == " a "))
      score -= 2.5;
    // "Mug $12": the price of what the words before it lead to.
    if (at > line.first && !before.empty()) {
      const Segment& left = view_.layout.segments[at - 1];
      if ((view_.hints.all[left.node] & kHintLink) != 0 && left.end - left.begin > 3) score -= 1.2;
    }
    score += emphasis(node) + nearness(node, last);
    score += item_property(node);
    found.score = score;
    found_.push_back(found);
    lines_.push_back(index);
    follows_.push_back(order > 0 && std::ranges::count_if(before, [](char c) {
                                      return (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
                                    }) < 3);
    signatures_.push_back(signature(view_.page, view_.page[node].parent));
  }

  double emphasis(Id node) const {
    double score = 0;
    Id id = view_.page[node].parent;
    for (int level = 0; level < 3 && id != kNone; ++level, id = view_.page[id].parent) {
      const Tag tag = view_.page[id].tag;
      if (is_heading(tag)) score += 0.5;
      if (tag == Tag::strong || tag == Tag::b || tag == Tag::ins || tag == Tag::big) score += 0.4;
      if (tag == Tag::small) score -= 0.5;
    }
    return std::min(score, 1.0);
  }

  double nearness(Id node, std::size_t segment) const {
    double score = 0;
    if (title_ != kNone) {
      const double distance = segment >= title_at_
                                  ? static_cast<double>(segment - title_at_)
                                  : 6 + 3 * static_cast<double>(title_at_ - segment);
      score += 3.2 * fading(distance, 28.0);
    }
    if (button_ != kNone) {
      const double distance = segment <= button_at_
                                  ? static_cast<double>(button_at_ - segment)
                                  : 3 + 1.5 * static_cast<double>(segment - button_at_);
      score += 2.2 * fading(distance, 20.0);
    }
    if (box_ != kNone && view_.page[box_].tag != Tag::body && view_.page[box_].tag != Tag::html &&
        view_.page.is_inside(node, box_))
      score += 1.2;
    return score;
  }

  double item_property(Id node) const {
    Id id = view_.page[node].parent;
    for (int level = 0; level < 3 && id != kNone; ++level, id = view_.page[id].parent) {
      const std::string_view property = view_.page.attribute(id, "itemprop");
      if (property == "price" || property == "lowPrice") return 1.5;
    }
    return 0;
  }

  // Prices that stand alike three times or more are those of a list.
  void count_repeats() {
    std::map<std::uint64_t, int> counts;
    for (const std::uint64_t value : signatures_) ++counts[value];
    for (std::size_t i = 0; i < found_.size(); ++i)
      if (counts[signatures_[i]] >= 4)
        found_[i].score -= std::min(2.0, 0.4 * counts[signatures_[i]]);
  }

  // Two prices beside each other explain one another: the higher one is what it was.
  void settle_neighbours() {
    for (std::size_t i = 0; i + 1 < found_.size(); ++i) {
      for (std::size_t j = i + 1; j < std::min(i + 4, found_.size()); ++j) {
        PriceFound& a = found_[i];
        PriceFound& b = found_[j];
        if (lines_[j] > lines_[i] + 3 || a.score < 1.5 || b.score < 1.5) continue;
        if (a.price.amount == b.price.amount || a.price.has_sign != b.price.has_sign) continue;
        // The same in another country's money is no sale; the first is the shop's own.
        if (a.price.has_sign && a.price.currency != b.price.currency) {
          b.score -= 0.6;
          continue;
        }
        const Id common = view_.page.common_ancestor(a.node, b.node);
        if (view_.page[a.node].depth > view_.page[common].depth + 4 ||
            view_.page[b.node].depth > view_.page[common].depth + 4)
          continue;
        PriceFound& high = a.price.amount > b.price.amount ? a : b;
        const PriceFound& low = a.price.amount > b.price.amount ? b : a;
        const std::uint32_t high_hints =
            near_hints(view_, view_.page[high.node].parent) | (high.is_regular ? kHintRegular : 0u);
        const std::uint32_t low_hints = near_hints(view_, view_.page[low.node].parent);
        const bool is_regular = ((high_hints & ~low_hints) & kHintRegular) != 0 ||
                                ((low_hints & ~high_hints) & kHintSale) != 0 ||
                                (low.is_sale && !high.is_sale);
        const double ratio =
            static_cast<double>(low.price.amount.value) /
            static_cast<double>(std::max<std::int64_t>(high.price.amount.value, 1));
        if (!high.is_old && !low.is_old && ratio > 0.25 &&
            ((j == i + 1 && states_discount(i, j, ratio)) || states_saving(i, j))) {
          high.score -= 3;
          high.is_old = true;
          continue;
        }
        if ((a.is_net != b.is_net || a.is_gross != b.is_gross) &&
            is_tax_between(low.price.amount, high.price.amount)) {
          // Without tax and with it. The first is what the shop wants to be read.
          if (b.is_net && !a.is_net) b.score -= 2;
          continue;
        }
        if (is_regular && ratio > 0.25) {
          high.score -= 3;
          high.is_old = true;
        } else if (!high.is_old && !low.is_old && ratio > 0.25 && ratio < 0.97 &&
                   (is_pair(i, j) || (j == i + 1 && follows_[j]))) {
          high.score -= 0.9;
        } else if (!high.is_old && !low.is_old && ratio > 0.4 && ratio < 0.97 && is_couple(i, j) &&
                   !is_tax_between(low.price.amount, high.price.amount)) {
          // Of two alike and by themselves the lower one is to be paid.
          high.score -= 0.9;
        } else if (!a.is_old && !b.is_old && signatures_[i] == signatures_[j]) {
          b.score -= 0.4;  // Of equals the first is the one to read.
        }
      }
    }
  }

  // The same words around both, and nothing but them in their box.
  bool is_pair(std::size_t i, std::size_t j) const {
    const Id common = view_.page.common_ancestor(found_[i].node, found_[j].node);
    return view_.page[common].end - common < 24 && signatures_[i] != signatures_[j];
  }

  // Whether a percentage stands beside two prices that is what the lower one is below the other.
  bool states_discount(std::size_t i, std::size_t j, double ratio) const {
    const std::size_t last = std::min(lines_[j] + 1, view_.layout.lines.size() - 1);
    for (std::size_t line = lines_[i]; line <= last; ++line)
      if (has_percentage(view_.layout.text_of(view_.layout.lines[line]).substr(0, 300),
                         100 * (1 - ratio)))
        return true;
    return false;
  }

  // Whether what is saved between two prices stands there, too: "120, 100, you save 20". A shop
  // that does not call it so has the old price first, and saves less than is paid; else it may be
  // tax, shipping or a size.
  bool states_saving(std::size_t i, std::size_t j) {
    const PriceFound &a = found_[i], &b = found_[j];
    const std::int64_t saved = std::abs(a.price.amount.value - b.price.amount.value);
    // "Pay 104 after 25 off when you open an account" holds for some.
    for (const std::size_t one : {lines_[i], lines_[j]})
      if (view_.layout.text_of(view_.layout.lines[one]).size() > 60) return false;
    const bool may_be_bare =
        a.price.amount.value > b.price.amount.value && 2 * saved < b.price.amount.value &&
        !is_tax_between(b.price.amount, a.price.amount) && b.score + 1 > a.score && !a.is_net &&
        !a.is_gross && !b.is_net && !b.is_gross;
    for (std::size_t k = i < 2 ? 0 : i - 2; k < std::min(j + 3, found_.size()); ++k) {
      PriceFound& third = found_[k];
      if (k == i || k == j || third.price.amount.value != saved) continue;
      if (lines_[k] + 4 <= lines_[i] || lines_[k] >= lines_[j] + 4) continue;
      if (!third.is_saving && (k < i || !may_be_bare)) continue;
      if (!third.is_saving) third.score -= 3;
      return true;
    }
    return false;
  }

  // Two prices in a row, by themselves in their box, with no words between them.
  bool is_couple(std::size_t i, std::size_t j) const {
    if (j != i + 1 || lines_[j] > lines_[i] + 2) return false;
    if (lines_[j] == lines_[i] && !follows_[j]) return false;
    const Id common = view_.page.common_ancestor(found_[i].node, found_[j].node);
    if (view_.page[common].end - common > 16) return false;
    const bool is_third =
        (i > 0 && view_.page.is_inside(found_[i - 1].node, common)) ||
        (j + 1 < found_.size() && view_.page.is_inside(found_[j + 1].node, common));
    return !is_third && found_[i].price.has_sign && found_[j].price.has_sign;
  }

  // The price is often said again, in a bar or beside the button.
  void reward_agreement() {
    std::map<std::int64_t, int> counts;
    for (const PriceFound& found : found_)
      if (found.score > 1) ++counts[found.price.amount.value];
    for (PriceFound& found : found_)
      if (found.score > 1) found.score += 0.35 * std::min(counts[found.price.amount.value] - 1, 3);
  }

  const View& view_;
  Id title_, button_;
  Id box_ = kNone;
  std::size_t title_at_ = 0, button_at_ = 0;
  std::vector<PriceFound> found_;
  std::vector<std::size_t> lines_;
  std::vector<bool> follows_;  // Whether no word stands between a price and the one before it.
  std::vector<std::uint64_t> signatures_;
};

}  // namespace

std::vector<PriceFound> find_visible_prices(const View& view, Id title, Id button) {
  return Finder(view, title, button).find();
}

}  // namespace crow::extract
