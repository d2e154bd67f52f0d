#include "shared/formats/csv.h"

#include <algorithm>
#include <array>

namespace crow {
namespace {

constexpr std::string_view kLineEnds = "\r\n";

// The length of the line end at the start of `text`. Absent when a CR is all there is: an LF may
// follow.
std::optional<std::size_t> line_end(std::string_view text, bool is_last) {
  if (text.starts_with("\r\n")) return 2;
  if (text.size() == 1 && text[0] == '\r' && !is_last) return std::nullopt;
  return 1;
}

std::optional<CsvRecord> broken(std::string_view text, bool is_last, std::string_view fault) {
  const std::size_t end = std::min(text.find_first_of(kLineEnds), text.size());
  if (end == text.size()) {
    if (!is_last) return std::nullopt;
    return CsvRecord{.cells = {}, .bytes = end, .fault = fault};
  }
  const auto ending = line_end(text.substr(end), is_last);
  if (!ending) return std::nullopt;
  return CsvRecord{.cells = {}, .bytes = end + *ending, .fault = fault};
}

}  // namespace

std::optional<CsvRecord> read_csv(std::string_view text, char separator, bool is_last) {
  if (text.empty()) return std::nullopt;
  const char stops[] = {separator, '\r', '\n'};
  CsvRecord record;
  std::size_t at = 0;
  for (;;) {
    std::string cell;
    if (at < text.size() && text[at] == '"') {
      for (++at;;) {
        const std::size_t quote = text.find('"', at);
        if (quote == text.npos) {
          if (!is_last) return std::nullopt;
          return broken(text, is_last, "begins a quote that does not end");
        }
        cell += text.substr(at, quote - at);
        at = quote + 1;
        if (at == text.size() || text[at] != '"') break;
        cell += '"';
        ++at;
      }
      if (at == text.size() && !is_last) return std::nullopt;
      if (at < text.size() && std::ranges::find(stops, text[at]) == std::end(stops))
        return broken(text, is_last, "has a quote that ends in the middle of a cell");
      record.lines += static_cast<std::size_t>(std::ranges::count(cell, '\n'));
    } else {
      const std::size_t end =
          std::min(text.find_first_of(std::string_view(stops, 3), at), text.size());
      if (end == text.size() && !is_last) return std::nullopt;
      cell = text.substr(at, end - at);
      at = end;
    }
    record.cells.push_back(std::move(cell));
    if (at == text.size()) {
      record.bytes = at;
      return record;
    }
    if (text[at] != separator) {
      const auto ending = line_end(text.substr(at), is_last);
      if (!ending) return std::nullopt;
      record.bytes = at + *ending;
      return record;
    }
    if (record.cells.size() == kCsvCellsMax) return broken(text, is_last, "has too many cells");
    ++at;
  }
}

char sniff_separator(std::string_view text) {
  constexpr std::array kSeparators = {',', ';', '\t', '|'};
  constexpr int kLinesMax = 10;
  // The one that splits all first lines into equally many cells, and into the most.
  char best = ',';
  std::size_t best_cells = 1;
  for (const char separator : kSeparators) {
    std::string_view rest = text;
    std::size_t cells = 0;
    for (int line = 0; line < kLinesMax; ++line) {
      const auto record = read_csv(rest, separator, false);
      if (!record) break;
      rest.remove_prefix(record->bytes);
      if (record->is_blank()) continue;
      if (cells == 0) cells = record->cells.size();
      if (cells != record->cells.size()) cells = 1;
      if (cells == 1) break;
    }
    // A text of one line that is not ended yet.
    if (cells == 0)
      if (const auto record = read_csv(text, separator, true)) cells = record->cells.size();
    if (cells > best_cells) {
      best = separator;
      best_cells = cells;
    }
  }
  if (best_cells > 1) return best;
  // Lines that differ: the one that the head has most of.
  const std::string_view head = text.substr(0, text.find_first_of(kLineEnds));
  for (const char separator : kSeparators)
    if (std::ranges::count(head, separator) > std::ranges::count(head, best)) best = separator;
  return best;
}

}  // namespace crow
