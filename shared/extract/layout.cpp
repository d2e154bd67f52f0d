#include "shared/extract/layout.h"

#include <algorithm>

#include "shared/extract/currency.h"
#include "shared/extract/fold.h"
#include "shared/extract/walk.h"

namespace crow::extract {
namespace {

constexpr std::size_t kMostText = 2u << 20;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A letter or digit, but no sign of a currency: those begin with 0xC2 and 0xE2.
bool begins_word(std::string_view folded) {
  const char c = folded.front();
  return is_digit(c) || (c >= 'a' && c <= 'z') || ((c & 0x80) != 0 && c != '\xC2' && c != '\xE2');
}
bool ends_word(std::string_view folded) {
  std::size_t last = folded.size() - 1;
  while (last > 0 && (folded[last] & 0xC0) == 0x80) --last;
  return begins_word(folded.substr(last));
}

bool begins_blank(std::string_view text) {
  std::size_t at = 0;
  return !text.empty() && is_blank(next_code_point(text, at));
}

bool ends_blank(std::string_view text) {
  if (text.empty()) return false;
  const char last = text.back();
  return last == ' ' || (last >= '\t' && last <= '\r') || text.ends_with("\xC2\xA0");
}

class Builder {
 public:
  Builder(const Document& page, const Hints& hints) : page_(page), hints_(hints) {}

  Layout build() {
    for (Id id = 1; id < page_.size() && layout_.text.size() < kMostText;) {
      while (!blocks_.empty() && id >= blocks_.back()) {
        breaks_ = true;
        blocks_.pop_back();
      }
      const Node& node = page_[id];
      if (is_unseen(node.tag) || node.tag == Tag::head || node.tag == Tag::select ||
          node.tag == Tag::textarea || node.tag == Tag::title) {
        breaks_ = breaks_ || node.tag == Tag::select;
        id = node.end;
        continue;
      }
      if (node.tag == Tag::text) {
        text(id);
      } else if (is_block(node.tag)) {
        breaks_ = true;
        if (node.end > id + 1) blocks_.push_back(node.end);
      } else if (node.tag == Tag::img || node.tag == Tag::input) {
        is_spaced_ = true;
      }
      ++id;
    }
    end_line();
    return std::move(layout_);
  }

 private:
  void text(Id id) {
    const std::string_view raw = page_[id].text;
    const std::string folded = fold(raw);
    if (folded.empty()) {
      is_spaced_ = is_spaced_ || !raw.empty();
      return;
    }
    is_spaced_ = is_spaced_ || begins_blank(raw);
    if (joins_as_cents(id, folded)) {
      const std::string& before = layout_.text;
      if (is_digit(before.back()) && is_digit(folded.front())) layout_.text += decimal_mark();
    } else if (breaks_) {
      end_line();
    } else if (!layout_.text.empty() && layout_.text.back() != '\n') {
      // Numbers of two elements are two numbers: two blanks are never thousands.
      const bool are_numbers = is_digit(layout_.text.back()) && is_digit(folded.front());
      const bool are_apart = is_digit(layout_.text.back()) != is_digit(folded.front()) &&
                             ends_word(layout_.text) && begins_word(folded);
      if (are_numbers || are_apart || is_spaced_) layout_.text += are_numbers ? "  " : " ";
    }
    breaks_ = is_spaced_ = false;
    const auto begin = static_cast<std::uint32_t>(layout_.text.size());
    layout_.text += folded;
    layout_.segments.push_back({id, begin, static_cast<std::uint32_t>(layout_.text.size()),
                                static_cast<std::uint32_t>(layout_.lines.size())});
    is_spaced_ = ends_blank(raw);
  }

  // Whether this text is the cents of the number before it, whatever stands between them.
  bool joins_as_cents(Id id, std::string_view folded) const {
    const std::string& before = layout_.text;
    if (before.empty() || layout_.segments.empty()) return false;
    std::size_t digits = 0;
    const bool has_mark = folded.front() == ',' || folded.front() == '.';
    const std::string_view number = folded.substr(has_mark ? 1 : 0);
    while (digits < number.size() && is_digit(number[digits])) ++digits;
    const bool is_dash = number.starts_with('-') && has_mark;
    if (digits != 2 && !is_dash) return false;
    // "99,50" is a price of its own; cents end, or a sign follows.
    if (digits == 2 && digits + 1 < number.size() && is_digit(number[digits + 1]) &&
        (number[digits] == ',' || number[digits] == '.'))
      return false;
    if (!is_bare_number(layout_.segments.back())) return false;
    const char last = before.back();
    const bool follows_mark = last == '.' || last == ',';
    if (follows_mark ? before.size() < 2 || !is_digit(before[before.size() - 2]) : !is_digit(last))
      return false;
    if (!follows_mark && has_decimals()) return false;
    const Id parent = page_[id].parent;
    const std::uint32_t own = hints_.own[parent] | hints_.own[page_[parent].parent];
    const bool is_near = page_.is_inside(layout_.segments.back().node,
                                         page_[page_[page_[parent].parent].parent].parent);
    if ((own & kHintCents) != 0 && is_near) return true;
    // "23% off" and "24 months" are no cents.
    const std::size_t next = number.find_first_not_of(' ', digits);
    if (digits == 2 && next != number.npos && !is_digit(number[next]) &&
        (number[next] == '%' ||
         (begins_word(number.substr(next)) && sign_at(number, next).size == 0)))
      return false;
    // Side by side without a blank: "12" and "99" in two spans.
    if (has_mark || follows_mark) return !breaks_ && !is_spaced_;
    return !breaks_ && !is_spaced_ && parent != page_[layout_.segments.back().node].parent;
  }

  // Whether a stretch of text is a number with at most a sign beside it: "$ 1,299".
  bool is_bare_number(const Segment& segment) const {
    std::size_t letters = 0;
    for (std::size_t i = segment.begin; i < segment.end; ++i)
      letters += layout_.text[i] >= 'a' && layout_.text[i] <= 'z';
    return letters <= 3 && segment.end - segment.begin <= 20;
  }

  // What separates cents from the number at the end: not what separates its thousands.
  char decimal_mark() const {
    const std::string& text = layout_.text;
    std::size_t at = text.size();
    while (at > 0 && is_digit(text[at - 1])) --at;
    return at > 0 && text[at - 1] == '.' ? ',' : '.';
  }

  // Whether the number at the end has one or two digits behind a mark.
  bool has_decimals() const {
    const std::string& text = layout_.text;
    std::size_t at = text.size();
    while (at > 0 && is_digit(text[at - 1])) --at;
    const std::size_t digits = text.size() - at;
    return digits <= 2 && at > 1 && (text[at - 1] == '.' || text[at - 1] == ',') &&
           is_digit(text[at - 2]);
  }

  void end_line() {
    const std::size_t first = layout_.lines.empty() ? 0 : layout_.lines.back().last + 1;
    if (first >= layout_.segments.size()) return;
    layout_.lines.push_back({layout_.segments[first].begin, layout_.segments.back().end,
                             static_cast<std::uint32_t>(first),
                             static_cast<std::uint32_t>(layout_.segments.size() - 1)});
    layout_.text += '\n';
  }

  const Document& page_;
  const Hints& hints_;
  Layout layout_;
  std::vector<Id> blocks_;  // Ends of the open blocks.
  bool breaks_ = false;
  bool is_spaced_ = false;
};

}  // namespace

std::size_t Layout::segment_at(std::size_t offset) const {
  const auto behind = std::ranges::upper_bound(segments, offset, {}, &Segment::begin);
  return behind == segments.begin() ? 0 : static_cast<std::size_t>(behind - segments.begin()) - 1;
}

std::size_t Layout::segment_of(Id node) const {
  return static_cast<std::size_t>(std::ranges::lower_bound(segments, node, {}, &Segment::node) -
                                  segments.begin());
}

Layout read_layout(const Document& page, const Hints& hints) {
  return Builder(page, hints).build();
}

}  // namespace crow::extract
