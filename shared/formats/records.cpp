#include "shared/formats/records.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/formats/csv.h"

namespace crow {

void RecordReader::pass(std::size_t bytes) {
  place_.line += std::ranges::count(window_.substr(at_, bytes), '\n');
  at_ += bytes;
}

// Passes over what is left of a record that is too long: up to the next line.
void RecordReader::skip_line() {
  const auto end = rest().find('\n');
  place_.is_skipping = end == std::string_view::npos;
  pass(place_.is_skipping ? rest().size() : end + 1);
}

Record RecordReader::too_long() {
  Record record{.line = place_.line};
  record.fault = concat("The record is longer than ", kRecordBytesMax, " bytes.");
  skip_line();
  return record;
}

std::optional<Record> RecordReader::next_line() {
  if (place_.is_skipping) skip_line();
  while (at_ < window_.size()) {
    const auto end = rest().find('\n');
    const bool is_whole = end != std::string_view::npos || is_last_;
    std::string_view line = rest().substr(0, end);
    if (line.size() > kRecordBytesMax) return too_long();
    if (!is_whole) return std::nullopt;
    Record record{.line = place_.line};
    pass(std::min(line.size() + 1, rest().size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.find_first_not_of(" \t\r") == line.npos) continue;
    record.text = line;
    return record;
  }
  return std::nullopt;
}

std::optional<Record> RecordReader::next_row(char separator) {
  if (place_.is_skipping) skip_line();
  while (at_ < window_.size()) {
    const std::string_view text = rest().substr(0, kRecordBytesMax);
    const bool is_rest = text.size() == rest().size();
    auto read = read_csv(text, separator, is_last_ && is_rest);
    if (!read) {
      if (is_rest) return std::nullopt;
      return too_long();
    }
    Record record{.line = place_.line};
    const bool is_blank = read->fault.empty() && read->is_blank();
    if (!read->fault.empty()) record.fault = concat("The record ", read->fault, ".");
    record.cells = std::move(read->cells);
    pass(read->bytes);
    if (!is_blank) return record;
  }
  return std::nullopt;
}

}  // namespace crow
