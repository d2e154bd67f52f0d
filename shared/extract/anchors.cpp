#include <algorithm>
#include <map>

#include "shared/core/text.h"
#include "shared/extract/fold.h"
#include "shared/extract/ranking.h"
#include "shared/extract/visible.h"
#include "shared/extract/walk.h"

namespace crow::extract {
namespace {

constexpr std::uint32_t kElsewhere =
    kHintRelated | kHintCard | kHintCart | kHintFrame | kHintReview | kHintHidden;

double name_likeness(std::string_view text, const std::vector<std::string>& names) {
  double best = 0;
  double weight = 1;
  for (const std::string& name : names) {
    best = std::max(best, weight * similarity(text, name));
    weight *= 0.9;
  }
  return best;
}

double title_score(const View& view, Id id, std::string_view folded,
                   const std::vector<std::string>& names) {
  const Tag tag = view.page[id].tag;
  const std::uint32_t own = view.hints.own[id];
  const std::uint32_t all = view.hints.all[id];
  double score = 0;
  if (tag == Tag::h1) score += 3;
  if (tag == Tag::h2) score += 0.8;
  if ((own & kHintTitle) != 0) score += 1.5;
  if (view.page.attribute(id, "itemprop") == "name") score += 1;
  if ((all & kHintMain) != 0) score += 0.7;
  if ((all & (kHintRelated | kHintCard)) != 0) score -= 2.5;
  if ((all & (kHintCart | kHintFrame | kHintReview)) != 0) score -= 3;
  if ((all & kHintHidden) != 0) score -= 2;
  if ((all & kHintLink) != 0) score -= 1.2;
  score += 5 * name_likeness(folded, names);
  if (folded.size() < 3) score -= 4;
  if (folded.size() > 250) score -= 2;
  return score;
}

bool may_be_title(const View& view, Id id) {
  const Tag tag = view.page[id].tag;
  if (is_heading(tag)) return true;
  if (tag == Tag::text || is_unseen(tag) || is_void(tag)) return false;
  if ((view.hints.own[id] & kHintTitle) != 0) return true;
  return view.page.attribute(id, "itemprop") == "name";
}

// What a button says: its text, or its value, title, label.
std::string button_text(const Document& page, Id id) {
  std::string text = fold(text_of(page, id, 120));
  if (!text.empty()) return text;
  for (const std::string_view name : {"value", "aria-label", "title", "alt", "data-text"})
    if (text = fold(page.attribute(id, name)); !text.empty()) return text;
  for (Id at = id + 1; at < page[id].end; ++at)
    if (page[at].tag == Tag::img && !page.attribute(at, "alt").empty())
      return fold(page.attribute(at, "alt"));
  return text;
}

std::string names_of(const Document& page, Id id) {
  std::string names;
  for (const std::string_view name :
       {"class", "id", "name", "href", "onclick", "action", "data-action", "formaction",
        "data-role", "ng-click", "data-testid", "data-button-action", "src"}) {
    const std::string_view value = page.attribute(id, name);
    if (!value.empty()) names += concat(' ', to_lower(value.substr(0, 200)));
  }
  return names;
}

bool is_disabled(const Document& page, Id id, std::string_view names) {
  if (page.has_attribute(id, "disabled") && page.attribute(id, "disabled") != "false") return true;
  return names.find("disabled") != names.npos || names.find("soldout") != names.npos ||
         names.find("sold-out") != names.npos || names.find("outofstock") != names.npos ||
         names.find("out-of-stock") != names.npos;
}

bool may_be_button(const View& view, Id id) {
  const Node& node = view.page[id];
  switch (node.tag) {
    case Tag::button:
      return true;
    case Tag::input: {
      const std::string_view type = view.page.attribute(id, "type");
      return equals_ignoring_case(type, "submit") || equals_ignoring_case(type, "button") ||
             equals_ignoring_case(type, "image");
    }
    case Tag::a:
      return true;
    case Tag::div:
    case Tag::span:
    case Tag::p:
      return (view.hints.own[id] & kHintBuy) != 0 || view.page.attribute(id, "role") == "button";
    default:
      return false;
  }
}

// A heading's words, without the article number that some put into it.
std::string title_text(const View& view, Id id) {
  return text_without(view.page, id, 400, [&](Id at) {
    return (view.hints.own[at] & (kHintSku | kHintHidden | kHintPrice)) != 0 ||
           view.page[at].tag == Tag::button;
  });
}

// Without a heading: the first text that says what <title> says.
void like_the_head(const View& view, const std::vector<std::string>& names, TitleFound& best) {
  for (const Segment& segment : view.layout.segments) {
    const std::size_t size = segment.end - segment.begin;
    if (size < 6 || size > 250) continue;
    const std::uint32_t elsewhere = view.hints.all[segment.node] & kElsewhere;
    // Boxes are called "featured" or "item" around a page's own product, too.
    if ((elsewhere & ~(kHintRelated | kHintCard)) != 0) continue;
    const auto text = std::string_view(view.layout.text).substr(segment.begin, size);
    for (const std::string& name : names) {
      if (name.size() > size * 2 || size > name.size() * 2) continue;
      if (similarity(text, name) < (elsewhere != 0 ? 0.97 : 0.75)) continue;
      const Id id = view.page[segment.node].parent;
      if (elsewhere != 0 && (view.hints.all[id] & kHintLink) != 0) continue;
      const double score = title_score(view, id, text, names) + 0.5;
      if (score > best.score + 0.01) best = {id, collapse(view.page[segment.node].text), score};
      break;
    }
  }
}

// Whether a button stands in a form that puts things into a cart.
bool submits_to_cart(const Document& page, Id id) {
  const Id form = page.closest(id, Tag::form);
  if (form == kNone || page[form].end - form > 3'000) return false;
  const std::string_view type = page.attribute(id, "type");
  if (!type.empty() && !equals_ignoring_case(type, "submit") &&
      !equals_ignoring_case(type, "image"))
    return false;
  return names_buying(names_of(page, form));
}

// Texts that say "add to cart" and nothing else, or "notify me", in elements that nothing makes a
// button.
void add_bare_texts(const View& view, std::vector<Button>& buttons) {
  for (const Segment& segment : view.layout.segments) {
    const std::size_t size = segment.end - segment.begin;
    if (size < 6 || size > 45 || buttons.size() >= 400) continue;
    const auto text = std::string_view(view.layout.text).substr(segment.begin, size);
    const bool buys = is_buy_phrase(text);
    if (!buys && button_kind(text) != ButtonKind::notify) continue;
    bool is_known = false;
    for (Id id = view.page[segment.node].parent; id != kNone && !is_known;
         id = view.page[id].parent)
      is_known = std::ranges::any_of(buttons, [&](const Button& one) { return one.node == id; });
    if (is_known || (view.hints.all[segment.node] & (kElsewhere | kHintLink)) != 0) continue;
    const Id parent = view.page[segment.node].parent;
    if (is_heading(view.page[parent].tag)) continue;
    buttons.push_back({.node = parent,
                       .kind = buys ? ButtonKind::buy : ButtonKind::notify,
                       .score = buys ? 0.6 : 0.3});
  }
}

// Many buttons of one kind in one kind of place belong to a list of products.
void mark_down_lists(const Document& page, std::vector<Button>& buttons) {
  std::map<std::uint64_t, int> counts;
  const auto place_of = [&](const Button& button) {
    std::uint64_t hash = static_cast<std::uint64_t>(button.kind);
    Id id = button.node;
    for (int level = 0; level < 3 && id != kNone; ++level, id = page[id].parent)
      hash = hash * 31 + hash_of(page.attribute(id, "class")) * 7 +
             static_cast<std::uint64_t>(page[id].tag);
    return hash;
  };
  // A table that compares products has a button in each of its columns.
  std::map<Id, int> in_row;
  const auto row_of = [&](const Button& button) {
    const Id cell = page.closest(button.node, Tag::td);
    return cell == kNone ? kNone : page[cell].parent;
  };
  for (const Button& button : buttons) {
    ++counts[place_of(button)];
    ++in_row[row_of(button)];
  }
  for (Button& button : buttons) {
    if (counts[place_of(button)] < 3) continue;
    const Id row = row_of(button);
    button.score -= row != kNone && in_row[row] >= 3 ? 4.0 : 2.2;
  }
}

}  // namespace

View make_view(const Document& page, const Locale& locale) {
  Hints hints = read_hints(page);
  Layout layout = read_layout(page, hints);
  return {page, std::move(hints), std::move(layout), locale};
}

TitleFound find_title(const View& view, const std::vector<std::string>& names) {
  std::vector<std::string> folded_names;
  folded_names.reserve(names.size());
  for (const std::string& name : names) folded_names.push_back(fold(name));
  TitleFound best;
  best.score = 1.4;
  std::size_t tried = 0;
  for (Id id = 1; id < view.page.size(); ++id) {
    // Large menus have hundreds of headings; the page's own is still to come.
    if ((tried >= 400 && view.page[id].tag != Tag::h1) || tried >= 800) continue;
    if (!may_be_title(view, id)) continue;
    ++tried;
    std::string text = title_text(view, id);
    if (text.empty()) continue;
    const double score = title_score(view, id, fold(text), folded_names);
    if (score > best.score + 0.01) best = {id, std::move(text), score};
  }
  if (best.score < 3.5) like_the_head(view, folded_names, best);
  return best;
}

std::vector<Id> find_other_products(const View& view, Id title) {
  std::vector<Id> boxes;
  if (title == kNone) return boxes;
  const Document& page = view.page;
  for (const Line& line : view.layout.lines) {
    if (boxes.size() > 2'000) break;
    const Id text = view.layout.segments[line.first].node;
    if (text < page[title].end || !announces_others(view.layout.text_of(line))) continue;
    // A tab that leads to them announces nothing.
    if ((view.hints.all[text] & (kHintLink | kHintFrame)) != 0 ||
        page.closest(text, Tag::button) != kNone || page.closest(text, Tag::a) != kNone ||
        page.closest(text, Tag::li) != kNone)
      continue;
    // The largest box that begins with these words.
    Id box = page[text].parent;
    for (Id up = page[box].parent; up != kNone; up = page[up].parent) {
      const Tag tag = page[up].tag;
      if (tag == Tag::body || tag == Tag::html || tag == Tag::main || page.is_inside(title, up) ||
          view.layout.segment_of(up) != line.first)
        break;
      box = up;
    }
    if (view.layout.segment_of(page[box].end) > line.last + 1) {
      boxes.push_back(box);
      continue;
    }
    // A heading by itself: what stands beside it, up to the next.
    const Id parent = page[box].parent;
    if (parent == kNone) continue;
    for (Id next = page[box].end; next < page[parent].end; next = page[next].end) {
      if (is_heading(page[next].tag) || page.is_inside(title, next)) break;
      boxes.push_back(next);
    }
  }
  return boxes;
}

std::vector<Id> find_cards(const View& view, Id title) {
  constexpr std::size_t kFewest = 4;
  const Document& page = view.page;
  // How many links and prices stand before each node.
  std::vector<std::uint16_t> links(page.size() + 1), prices(page.size() + 1);
  for (const Line& line : view.layout.lines) {
    const std::string_view text = view.layout.text_of(line).substr(0, 200);
    if (text.find_first_of("0123456789") == text.npos) continue;
    for (const PriceText& price : find_prices(text, view.locale))
      if (price.has_sign)
        ++prices[view.layout.segments[view.layout.segment_at(line.begin + price.begin)].node + 1];
  }
  for (Id id = 1; id <= page.size(); ++id) {
    links[id] = static_cast<std::uint16_t>(links[id - 1] +
                                           ((view.hints.own[id - 1] & kHintLink) != 0 ? 1 : 0));
    prices[id] = static_cast<std::uint16_t>(prices[id] + prices[id - 1]);
  }
  const auto is_card = [&](Id id) {
    const int many = static_cast<std::uint16_t>(prices[page[id].end] - prices[id]);
    return many >= 1 && many <= 4 && links[page[id].end] != links[id] && page[id].tag != Tag::tr &&
           (title == kNone || !page.is_inside(title, id));
  };
  // Boxes of a page's own product stand in a row, too, but no two of them are built alike.
  const auto kind_of = [&](Id id) {
    const std::string_view names = page.attribute(id, "class");
    Id first = id + 1;
    while (first < page[id].end && page[first].tag == Tag::text) ++first;
    const std::uint64_t inner =
        first < page[id].end ? static_cast<std::uint64_t>(page[first].tag) : 0;
    return hash_of(names.substr(0, names.find(' '))) * 31 +
           static_cast<std::uint64_t>(page[id].tag) * 7 + inner;
  };
  std::vector<Id> cards;
  for (Id id = 1; id < page.size(); ++id) {
    if (page[id].tag == Tag::text || prices[page[id].end] - prices[id] < kFewest) continue;
    std::map<std::uint64_t, std::vector<Id>> rows;
    for (Id child = id + 1; child < page[id].end; child = page[child].end)
      if (page[child].tag != Tag::text && is_card(child)) rows[kind_of(child)].push_back(child);
    for (const auto& [kind, members] : rows)
      if (members.size() >= kFewest) cards.insert(cards.end(), members.begin(), members.end());
  }
  return cards;
}

std::vector<Button> find_buttons(const View& view, Id title) {
  std::vector<Button> buttons;
  const std::size_t title_at = title == kNone ? 0 : view.layout.segment_of(title);
  for (Id id = 1; id < view.page.size() && buttons.size() < 300; ++id) {
    if (!may_be_button(view, id)) continue;
    const std::string text = button_text(view.page, id);
    ButtonKind kind = button_kind(text);
    const bool is_real = view.page[id].tag == Tag::button || view.page[id].tag == Tag::input;
    const std::string names = names_of(view.page, id);
    if (kind == ButtonKind::none && is_aside_button(text)) continue;
    const bool is_named = names_buying(names) || (is_real && submits_to_cart(view.page, id));
    if (kind == ButtonKind::none && is_named && text.size() < 60) kind = ButtonKind::buy;
    if (kind == ButtonKind::none) continue;
    // Links that say "available" or "commander" are mostly sentences.
    if (!is_real && !is_named && (view.page[id].tag == Tag::a) && kind != ButtonKind::buy) continue;
    Button button{.node = id, .kind = kind, .is_disabled = is_disabled(view.page, id, names)};
    const std::uint32_t all = view.hints.all[id];
    button.score = (is_real ? 1.0 : 0.3) + (is_named ? 1.2 : 0);
    if (kind == ButtonKind::buy && text.size() > 5) button.score += 0.5;
    if ((all & kElsewhere) != 0) button.score -= 3;
    if ((all & kHintMain) != 0) button.score += 0.7;
    if ((all & kHintFixed) != 0) button.score -= 0.6;
    const std::size_t at = view.layout.segment_of(id);
    if (title != kNone) {
      if (id > title)
        button.score += 2 * fading(static_cast<double>(at - std::min(at, title_at)), 60.0);
      else
        button.score -= 0.8;
    }
    button.score -= 0.01 * static_cast<double>(buttons.size());
    buttons.push_back(button);
  }
  const std::size_t made = buttons.size();
  add_bare_texts(view, buttons);
  for (std::size_t i = made; i < buttons.size(); ++i)
    if (title != kNone && buttons[i].node > title) buttons[i].score += 1.2;
  mark_down_lists(view.page, buttons);
  rank(buttons, [](const Button& button) { return button.score; });
  return buttons;
}

}  // namespace crow::extract
