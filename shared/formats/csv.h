// CSV as people write it (RFC 4180, and what spreadsheets make of it), record by record from a
// window of a longer text.
//
//   const char separator = sniff_separator(window);
//   while (const auto record = read_csv(window, separator, is_last)) {
//     … record->cells
//     window.remove_prefix(record->bytes);
//   }
//
// Lines end with CR LF, LF or CR. A cell is text, whatever stands in it: "=1+1" is a text of four
// characters, here and wherever it is shown. Who writes cells for a spreadsheet again puts an
// apostrophe before such a one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crow {

struct CsvRecord {
  std::vector<std::string> cells;
  std::size_t bytes = 0;        // With its line end.
  std::size_t lines = 1;        // That it spans; a quoted cell may hold line ends.
  std::string_view fault = {};  // Why it is none, as a phrase after "The line "; else empty.

  bool is_blank() const { return cells.size() == 1 && cells[0].empty(); }
};

inline constexpr std::size_t kCsvCellsMax = 1'000;

// The first record of `text`. Absent when there is none, or when it does not end within `text` and
// more follows (`is_last` is false). What is broken ends at its first line's end, so that the next
// line is read anew.
std::optional<CsvRecord> read_csv(std::string_view text, char separator, bool is_last);

// The separator of a text by its first lines: comma, semicolon, tab or bar. Comma when none stands
// out.
char sniff_separator(std::string_view text);

}  // namespace crow
