// Records cover their text without a gap, and in a window nothing is read that more text would
// change.
#include "shared/formats/csv.h"

#include "shared/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = crow::fuzz::text_of(data, size);
  const char separator = crow::sniff_separator(text);
  crow::fuzz::insist(std::string_view(",;\t|").find(separator) != std::string_view::npos);
  std::string_view rest = text;
  while (!rest.empty()) {
    const auto record = crow::read_csv(rest, separator, true);
    crow::fuzz::insist(record && record->bytes > 0 && record->bytes <= rest.size());
    crow::fuzz::insist(record->cells.size() <= crow::kCsvCellsMax);
    crow::fuzz::insist(record->cells.empty() == !record->fault.empty());
    const auto early = crow::read_csv(rest.substr(0, rest.size() / 2), separator, false);
    if (early && early->fault.empty())
      crow::fuzz::insist(early->cells == record->cells && early->bytes == record->bytes);
    rest.remove_prefix(record->bytes);
  }
  return 0;
}
