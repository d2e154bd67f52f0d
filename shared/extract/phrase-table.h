// Lists of phrases, written as one text with '|' between them: a table of views would be as large
// again as the words themselves. A PhraseTable orders them by their first byte, so that a text is
// searched for all of them in one walk over its words.
//
//   constexpr std::string_view kBuy = "add to cart|buy now|in den warenkorb";
//   if (!table_of<kBuy>().find(folded).empty()) …
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace crow::extract {

inline bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

// Scripts that put no blanks between words begin with such a byte: from Thai on, not Cyrillic.
inline bool is_dense_byte(char c) { return static_cast<unsigned char>(c) >= 0xE0; }

// Whether text[at, at + size) begins and ends where words do.
inline bool stands_alone(std::string_view text, std::size_t at, std::size_t size) {
  if (is_dense_byte(text[at])) return true;
  if (at > 0 && is_word_byte(text[at]) && is_word_byte(text[at - 1])) return false;
  return at + size >= text.size() || !is_word_byte(text[at + size - 1]) ||
         !is_word_byte(text[at + size]);
}

// The first phrase of a list, which then begins behind it.
constexpr std::string_view next_phrase(std::string_view& list) {
  const std::size_t bar = list.find('|');
  const std::string_view phrase = list.substr(0, bar);
  list.remove_prefix(bar == list.npos ? list.size() : bar + 1);
  return phrase;
}

class PhraseTable {
 public:
  // `list` must outlive the table; it has at most 64 KiB.
  explicit PhraseTable(std::string_view list);

  // The longest phrase that stands at `at`, or empty.
  std::string_view longest_at(std::string_view text, std::size_t at) const;

  // The longest phrase anywhere in `text`, or empty.
  std::string_view find(std::string_view text) const;

 private:
  struct Entry {
    std::uint16_t begin, size;
  };

  std::string_view list_;
  std::vector<Entry> entries_;
  std::array<std::uint16_t, 257> begins_{};  // Of each first byte; its entries end at the next's.
};

// The table of a list, made when it is first asked for: it takes a few microseconds, and would take
// as many kilobytes if it stood in the program.
template <const std::string_view& kList>
const PhraseTable& table_of() {
  static const auto* const table = new PhraseTable(kList);
  return *table;
}

}  // namespace crow::extract
