// The texts that a model learns from, as it needs them: which words, how often. No text is kept.
//
//   std::string rows;
//   for (const std::string& text : texts) append_row(rows, words_of(text));
//   for (RowReader reader(rows); reader.next();) … reader.row()
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crow::language {

// Of one text; the words that come first count, and names stand before descriptions.
constexpr std::size_t kRowWordsMax = 96;

struct Row {
  std::vector<std::uint32_t> ids;    // Of its words (words.h), ascending, each once.
  std::vector<std::uint8_t> counts;  // How often, 255 at most.
};

Row row_of(const std::vector<std::string>& words);

// Appends a row's bytes: the number of words, then for each its id and how often it occurs.
void append_row(std::string& out, const Row& row);

// Rows one after the other. Bytes that are none end it.
class RowReader {
 public:
  explicit RowReader(std::string_view bytes) : rest_(bytes) {}

  // Reads the next row; false at the end.
  bool next();
  const Row& row() const { return row_; }

 private:
  std::string_view rest_;
  Row row_;
};

}  // namespace crow::language
