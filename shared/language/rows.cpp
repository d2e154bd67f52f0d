#include "shared/language/rows.h"

#include <algorithm>
#include <cstring>

#include "shared/language/words.h"

namespace crow::language {

Row row_of(const std::vector<std::string>& words) {
  std::vector<std::uint32_t> all;  // In the order of the text.
  std::vector<std::uint32_t> ids;
  for (const std::string& word : words) {
    const std::uint32_t id = id_of(word);
    const auto place = std::ranges::lower_bound(ids, id);
    if (place == ids.end() || *place != id) {
      if (ids.size() == kRowWordsMax) continue;
      ids.insert(place, id);
    }
    all.push_back(id);
  }
  Row row{std::move(ids), {}};
  row.counts.resize(row.ids.size());
  for (const std::uint32_t id : all) {
    std::uint8_t& count = row.counts[static_cast<std::size_t>(
        std::ranges::lower_bound(row.ids, id) - row.ids.begin())];
    if (count < 255) ++count;
  }
  return row;
}

void append_row(std::string& out, const Row& row) {
  out += static_cast<char>(row.ids.size());
  for (std::size_t i = 0; i < row.ids.size(); ++i) {
    char bytes[sizeof(std::uint32_t)];
    std::memcpy(bytes, &row.ids[i], sizeof bytes);
    out.append(bytes, sizeof bytes);
    out += static_cast<char>(row.counts[i]);
  }
}

bool RowReader::next() {
  constexpr std::size_t kEntry = sizeof(std::uint32_t) + 1;
  if (rest_.empty()) return false;
  const std::size_t count = static_cast<unsigned char>(rest_.front());
  if (rest_.size() - 1 < count * kEntry) return false;
  row_.ids.resize(count);
  row_.counts.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    const char* at = rest_.data() + 1 + i * kEntry;
    std::memcpy(&row_.ids[i], at, sizeof(std::uint32_t));
    row_.counts[i] = static_cast<std::uint8_t>(at[sizeof(std::uint32_t)]);
  }
  rest_.remove_prefix(1 + count * kEntry);
  return true;
}

}  // namespace crow::language
