#include "shared/extract/identifiers.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/extract/fold.h"
#include "shared/extract/ranking.h"
#include "shared/extract/walk.h"

namespace crow::extract {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alnum(char c) {
  return is_digit(c) || ((c | 32) >= 'a' && (c | 32) <= 'z') || (c & 0x80) != 0;
}

constexpr std::uint32_t kElsewhere =
    kHintRelated | kHintCard | kHintCart | kHintFrame | kHintReview;

double place_score(const View& view, Id node, Id title, std::size_t segment) {
  const std::uint32_t all = view.hints.all[node];
  double score = 0;
  if ((all & kElsewhere) != 0) score -= 3;
  if ((all & kHintHidden) != 0) score -= 1.2;
  if ((all & kHintMain) != 0) score += 0.4;
  if ((all & kHintLink) != 0) score -= 0.5;
  if (title != kNone) {
    const std::size_t at = view.layout.segment_of(title);
    const double distance = segment >= at ? static_cast<double>(segment - at)
                                          : 20 + 2 * static_cast<double>(at - segment);
    score += 1.6 * fading(distance, 70.0);
  }
  return score;
}

// Without the marks and blanks around it.
std::string_view strip(std::string_view text) {
  constexpr std::string_view kAround = " \t\r\n:#()[]{}<>|;,.\"'*=";
  const std::size_t first = text.find_first_not_of(kAround);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(kAround) - first + 1);
}

// The value at the beginning of what stands behind a label; `is_whole` when nothing else does.
std::string value_in(std::string_view text, LabelKind kind) {
  const std::string clean = collapse(text);
  std::string_view rest = clean;
  while (!rest.empty() && !is_alnum(rest.front())) rest.remove_prefix(1);
  if (kind == LabelKind::brand) {
    rest = strip(rest.substr(0, rest.find_first_of("|\n;")));
    return rest.size() <= 60 ? std::string(rest) : std::string();
  }
  // "12345 / EAN 400…", "12345 EAN 400…": what comes behind has its own label.
  for (std::size_t at = rest.find(' '); at != rest.npos; at = rest.find(' ', at + 1)) {
    const std::string_view next = rest.substr(rest.find_first_not_of(" /|-", at));
    const LabelFit fit = label_at(fold(next.substr(0, 40)));
    if (fit.kind == LabelKind::none || fit.strength < 0.8 || fit.size < 3) continue;
    rest = rest.substr(0, at);
    break;
  }
  const std::string_view whole = strip(rest);
  const auto blanks = std::ranges::count(whole, ' ');
  const bool all_numbered = [&] {
    std::string_view words = whole;
    while (!words.empty()) {
      const std::string_view word = split_off(words, ' ');
      if (std::ranges::none_of(word, is_digit) && word.size() > 3) return false;
    }
    return true;
  }();
  // "AB 123 45" is one number, "AB123 in stock" is one and a remark.
  if (whole.size() <= 32 && blanks <= 4 && all_numbered) return std::string(whole);
  const std::size_t end = std::min(rest.find_first_of(" |,;()\t"), rest.size());
  return std::string(strip(rest.substr(0, end)));
}

// "woo-hoodie": words that are joined as no sentence joins them.
bool is_joined_word(std::string_view text) {
  const auto is_joint = [](char c) { return c == '-' || c == '_'; };
  return text.size() >= 5 && text.size() <= 40 && is_alnum(text.front()) && is_alnum(text.back()) &&
         std::ranges::any_of(text, is_joint) &&
         std::ranges::all_of(text, [&](char c) { return is_joint(c) || is_alnum(c); });
}

bool fits(const LabelFit& fit, std::string_view value) {
  if (fit.kind == LabelKind::brand) return value.size() >= 2 && value.size() <= 40;
  if (fit.kind == LabelKind::gtin) return !valid_gtin(value).empty();
  // Behind what can only be a label, numbers may be without a digit.
  return looks_like_sku(value) ||
         (fit.kind == LabelKind::sku && fit.strength >= 1 && is_joined_word(value));
}

class Finder {
 public:
  Finder(const View& view, Id title) : view_(view), title_(title) {}

  std::vector<Labelled> find() {
    const auto& segments = view_.layout.segments;
    for (std::size_t i = 0; i < segments.size() && found_.size() < 200; ++i) segment(i);
    attributes();
    rank(found_, [](const Labelled& found) { return found.score; });
    return std::move(found_);
  }

 private:
  std::string_view raw(std::size_t i) const {
    return view_.page[view_.layout.segments[i].node].text;
  }

  void segment(std::size_t i) {
    const std::string_view text = raw(i);
    if (text.size() > 4'000) return;
    // Pieces of "Brand: X | SKU: 12 | EAN: …".
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find_first_of("|\n;,/", at), text.size());
      piece(i, text.substr(at), text.substr(at, end - at), end == text.size());
      at = end + 1;
    }
    classed(i);
  }

  void piece(std::size_t i, std::string_view rest, std::string_view text, bool is_last) {
    if (text.size() > 120) return;
    while (!text.empty() && !is_alnum(text.front())) text.remove_prefix(1);
    rest.remove_prefix(static_cast<std::size_t>(text.data() - rest.data()));
    const std::string folded = fold(text);
    const LabelFit fit = label_at(folded);
    if (fit.kind == LabelKind::none) {
      inner(i, text, folded);
      return;
    }
    // The label as written ends where its folded form does; signs behind it are skipped.
    std::size_t size = 0;
    while (size < text.size() && fold(text.substr(0, size)).size() < fit.size)
      next_code_point(text, size);
    std::string_view value_text = text.substr(size);
    // Brackets and colons of full width.
    for (const std::string_view mark : {"：", "】", "］"})
      if (value_text.starts_with(mark)) value_text.remove_prefix(mark.size());
    const bool is_marked = value_text.size() < text.size() - size;
    // "Item number (DPCI): 009-07-0123".
    if (const std::size_t open = value_text.find_first_not_of(' ');
        open != value_text.npos && value_text[open] == '(') {
      const std::size_t close = value_text.find(')');
      if (close != value_text.npos && value_text.substr(close + 1).starts_with(':'))
        value_text.remove_prefix(close + 1);
    }
    if (std::ranges::any_of(value_text, is_alnum)) {
      if (fit.strength < 0.75 && !is_marked && !has_explicit(value_text) &&
          !is_long_number(value_text))
        return;
      // "Manufacturer warranty" names no brand.
      if (fit.kind == LabelKind::brand && !is_marked && !has_explicit(value_text)) return;
      // Slashes and commas may belong to the number.
      std::string value = value_in(value_text, fit.kind);
      const std::size_t slash = static_cast<std::size_t>(text.data() + text.size() - rest.data());
      if (slash < rest.size() && rest[slash] == '/') {
        const auto from = static_cast<std::size_t>(value_text.data() - text.data());
        const std::string longer = value_in(rest.substr(from, 60), fit.kind);
        if (longer.starts_with(value)) value = longer;
      }
      if (std::ranges::count(folded, ' ') > 6 && fit.strength < 1) return;
      return keep(fit, std::move(value), i, 0);
    }
    if (!is_last) return;
    // Alone in its element: the value comes next.
    for (std::size_t next = i + 1; next < std::min(i + 3, view_.layout.segments.size()); ++next) {
      const std::string_view candidate = raw(next);
      if (std::ranges::none_of(candidate, is_alnum)) continue;
      const bool is_same_line =
          view_.layout.segments[next].line <= view_.layout.segments[i].line + 1;
      // "Nr" or "Model" alone may be the head of a column, or of a choice.
      const Tag tag = view_.page[view_.page[view_.layout.segments[i].node].parent].tag;
      const bool is_short =
          fit.kind != LabelKind::mpn && fit.size < 10 && tag != Tag::dt && tag != Tag::th;
      if (fit.strength < 0.65 && is_short && !has_explicit(value_text) &&
          !is_long_number(candidate))
        return;
      if (is_same_line && candidate.size() < 200)
        keep(fit, value_in(candidate, fit.kind), next, 0.2);
      return;
    }
  }

  static bool has_explicit(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '.')) text.remove_prefix(1);
    return text.starts_with(':') || text.starts_with('#');
  }

  // "Item 1234567": a number that is all that stands behind the label, and too long for a count.
  static bool is_long_number(std::string_view text) {
    text = trim(text);
    return std::ranges::count_if(text, is_digit) >= 5 &&
           std::ranges::all_of(text, [](char c) { return is_digit(c) || c == '-' || c == '.'; });
  }

  // A label in the middle: "Oak table (Art.-Nr.: 123)".
  void inner(std::size_t i, std::string_view text, std::string_view folded) {
    if (folded.size() > 100) return;
    for (std::size_t at = folded.find(' '); at != folded.npos; at = folded.find(' ', at + 1)) {
      std::size_t from = at + 1;
      while (from < folded.size() && (folded[from] == '(' || folded[from] == '[')) ++from;
      const LabelFit fit = label_at(folded.substr(from));
      if (fit.kind == LabelKind::none || fit.kind == LabelKind::brand || fit.strength < 0.8)
        continue;
      const std::size_t colon = text.rfind(':');
      if (colon == text.npos) return;
      return keep(fit, value_in(text.substr(colon + 1), fit.kind), i, -0.3);
    }
  }

  // <span class="sku">AB-1</span>
  void classed(std::size_t i) {
    const Id parent = view_.page[view_.layout.segments[i].node].parent;
    if ((view_.hints.own[parent] & kHintSku) == 0) return;
    const std::string value = value_in(raw(i), LabelKind::sku);
    const std::string_view text = trim(raw(i));
    if (value.size() < text.size()) return;
    keep({LabelKind::sku, 0.62, 0}, value, i, 0);
  }

  // data-sku="…" of an element near the title; the page may have one for each related product too.
  void attributes() {
    std::size_t kept = 0;
    for (Id id = 1; id < view_.page.size() && kept < 20; ++id) {
      if ((view_.hints.all[id] & kElsewhere) != 0) continue;
      for (const auto* it = view_.page.begin_attributes(id); it != view_.page.end_attributes(id);
           ++it) {
        double strength = 0;
        if (it->name == "data-sku" || it->name == "data-product-sku" ||
            it->name == "data-product_sku")
          strength = 0.6;
        if (it->name == "data-product-code" || it->name == "data-artnum" ||
            it->name == "data-item-number" || it->name == "data-code")
          strength = 0.45;
        if (it->name == "content" && view_.page.attribute(id, "itemprop") == "sku" &&
            !is_marked_up(id))
          strength = 0.62;
        if (it->name == "value" && view_.page[id].tag == Tag::input) {
          const std::string name = to_lower(view_.page.attribute(id, "name"));
          if (name == "sku" || name == "product_sku" || name == "productsku") strength = 0.6;
          if (name == "sadd" || name == "sordernumber" || name == "item_number") strength = 0.55;
        }
        if (strength == 0 || !looks_like_sku(it->value)) continue;
        ++kept;
        const std::size_t at = view_.layout.segment_of(id);
        found_.push_back({LabelKind::sku, std::string(trim(it->value)), id,
                          4 * strength + place_score(view_, id, title_, at)});
      }
    }
  }

  // Whether an element is inside of an item that markup describes as a whole.
  bool is_marked_up(Id id) const {
    for (; id != kNone; id = view_.page[id].parent)
      if (contains_ignoring_case(view_.page.attribute(id, "itemtype"), "product")) return true;
    return false;
  }

  void keep(const LabelFit& fit, std::string value, std::size_t segment, double bonus) {
    if (!fits(fit, value)) return;
    const Id node = view_.layout.segments[segment].node;
    found_.push_back({fit.kind, std::move(value), node,
                      4 * fit.strength + bonus + place_score(view_, node, title_, segment)});
  }

  const View& view_;
  Id title_;
  std::vector<Labelled> found_;
};

}  // namespace

bool looks_like_sku(std::string_view text) {
  text = trim(text);
  if (text.empty() || text.size() > 40) return false;
  std::size_t digits = 0, letters = 0, lower = 0, blanks = 0, foreign = 0;
  for (const char c : text) {
    digits += is_digit(c);
    letters += (c | 32) >= 'a' && (c | 32) <= 'z';
    lower += c >= 'a' && c <= 'z';
    blanks += c == ' ';
    foreign += (c & 0x80) != 0;
    if (c == '%' || c == '$' || c == '?' || c == '!' || c == '=' || c == '@') return false;
  }
  if (foreign > 6 || text.find("€") != text.npos || text.find("£") != text.npos) return false;
  if (digits == 0)
    return lower == 0 && letters >= 3 && letters <= 20 && blanks == 0 && foreign == 0;
  if (blanks > 4 || text.find(" of ") != text.npos) return false;
  // A single figure names nothing.
  return digits + letters >= 2;
}

std::string valid_gtin(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (is_digit(c))
      digits += c;
    else if ((c == 'X' || c == 'x') && digits.size() == 9)
      digits += 'X';
    else if (c != ' ' && c != '-')
      return {};
  }
  const auto sum_of = [](std::string_view all) {
    int sum = 0;
    for (std::size_t i = 0; i < all.size(); ++i)
      sum += (all[all.size() - 1 - i] - '0') * (i % 2 == 0 ? 3 : 1);
    return (10 - sum % 10) % 10;
  };
  if (digits.size() == 10) {
    int sum = 0;
    for (int i = 0; i < 10; ++i) {
      const char c = digits[static_cast<std::size_t>(i)];
      sum += (c == 'X' ? 10 : c - '0') * (10 - i);
    }
    if (sum % 11 != 0) return {};
    digits = concat("978", digits.substr(0, 9));
    digits += static_cast<char>('0' + sum_of(digits));
    return digits;
  }
  if (digits.find('X') != digits.npos) return {};
  const std::size_t size = digits.size();
  if (size != 8 && size != 12 && size != 13 && size != 14) return {};
  if (std::ranges::all_of(digits, [](char c) { return c == '0'; })) return {};
  const std::string_view body = std::string_view(digits).substr(0, size - 1);
  return sum_of(body) == digits.back() - '0' ? digits : std::string();
}

std::vector<Labelled> find_labelled(const View& view, Id title) {
  return Finder(view, title).find();
}

}  // namespace crow::extract
