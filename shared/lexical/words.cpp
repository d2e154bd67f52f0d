#include "shared/lexical/words.h"

#include <algorithm>

#include "shared/extract/fold.h"

namespace crow::lexical {
namespace {

struct Span {
  char32_t first, last;
};

// What is no letter and no digit, beyond ASCII.
constexpr Span kBetween[] = {
    {0x80, 0xA9},     {0xAB, 0xB4},     {0xB6, 0xB9},     {0xBB, 0xBF},     {0xD7, 0xD7},
    {0xF7, 0xF7},     {0x2000, 0x2071}, {0x207A, 0x207E}, {0x20A0, 0x2BFF}, {0x2E00, 0x2E7F},
    {0x3000, 0x3004}, {0x3008, 0x3020}, {0x3030, 0x3030}, {0xFE00, 0xFE6F}, {0xFF00, 0xFF0F},
    {0xFF1A, 0xFF20}, {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}, {0xFFE0, 0xFFFF}, {0x1F000, 0x1FAFF}};

bool is_between(char32_t code) {
  if (code < 0x80) {
    return !((code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
             (code >= '0' && code <= '9'));
  }
  return std::ranges::any_of(
      kBetween, [&](const Span& span) { return code >= span.first && code <= span.last; });
}

// Scripts that part no words: kana, Han.
bool is_dense(char32_t code) {
  return (code >= 0x3040 && code <= 0x30FF) || (code >= 0x3400 && code <= 0x9FFF) ||
         (code >= 0xF900 && code <= 0xFAFF) || (code >= 0x20000 && code <= 0x3FFFF);
}

bool is_apostrophe(char32_t code) { return code == '\'' || code == 0x2019; }

// What may hold words together.
bool is_joint(char32_t code) {
  return code == '-' || code == '/' || code == '.' || code == '&' || code == 0x2010 ||
         code == 0x2011;
}

std::string folded(std::string_view text) {
  std::string out;
  // Most words are ASCII, and need no look at a table.
  if (std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    for (const char c : text.substr(0, kWordBytesMax))
      out += static_cast<char>(c >= 'A' && c <= 'Z' ? c | 32 : c);
    return out;
  }
  for (const char c : extract::fold(text))
    if (static_cast<unsigned char>(c) >= 0x80 || !is_between(static_cast<unsigned char>(c)))
      out += c;
  if (out.size() <= kWordBytesMax) return out;
  std::size_t end = kWordBytesMax;
  while ((static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
  out.resize(end);
  return out;
}

class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {}

  std::vector<Word> split() {
    while (at_ < text_.size() && words_.size() < kWordsMax) {
      const std::size_t from = at_;
      const char32_t code = extract::next_code_point(text_, at_);
      if (is_between(code)) {
        if (from != end_ || !is_joint(code)) close();
        continue;
      }
      if (is_dense(code)) {
        close();
        add(from, at_);
        close();
      } else {
        read_word(from);
      }
    }
    close();
    return std::move(words_);
  }

 private:
  void read_word(std::size_t from) {
    // A joint stands right between two words, alone.
    if (from > end_ + 3 || from == end_) close();
    while (at_ < text_.size()) {
      std::size_t next = at_;
      const char32_t code = extract::next_code_point(text_, next);
      if (is_between(code) || is_dense(code)) break;
      at_ = next;
    }
    add(from, at_);
    skip_possessive();
  }

  // Behind a word: 's and no letter after it.
  void skip_possessive() {
    std::size_t next = at_;
    if (next >= text_.size() || !is_apostrophe(extract::next_code_point(text_, next))) return;
    if (next >= text_.size() || (text_[next] | 32) != 's') return;
    std::size_t behind = next + 1;
    if (behind < text_.size() && !is_between(extract::next_code_point(text_, behind))) return;
    at_ = next + 1;
    words_.back().end = end_ = at_;
  }

  void add(std::size_t begin, std::size_t end) {
    std::string word = folded(text_.substr(begin, end - begin));
    end_ = end;
    if (word.empty()) return;
    words_.push_back({std::move(word), begin, end});
    ++run_;
  }

  // Ends what joints hold together.
  void close() {
    const std::size_t count = run_;
    run_ = 0;
    if (count < 2 || count > 4) return;
    std::string joined;
    const std::size_t first = words_.size() - count;
    for (std::size_t i = first; i < words_.size(); ++i) joined += words_[i].text;
    if (joined.size() <= kWordBytesMax)
      words_.push_back({std::move(joined), words_[first].begin, end_, true});
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;  // Of the last word.
  std::size_t run_ = 0;  // Words since the last gap.
  std::vector<Word> words_;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::vector<Word> words_of(std::string_view text) { return Splitter(text).split(); }

std::vector<std::string> parts_of(std::string_view word) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (std::size_t i = 1; i <= word.size(); ++i) {
    if (i < word.size() && is_digit(word[i]) == is_digit(word[i - 1])) continue;
    parts.emplace_back(word.substr(from, i - from));
    from = i;
  }
  if (parts.size() < 2 || parts.size() > 4) parts.clear();
  return parts;
}

}  // namespace crow::lexical
