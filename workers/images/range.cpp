#include "workers/images/range.h"

#include <algorithm>

#include "shared/core/text.h"

namespace crow::images {
namespace {

// Digits alone; what is larger than any file is as large as that.
std::optional<std::int64_t> read_digits(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789") != text.npos) return std::nullopt;
  return text.size() > 15 ? std::int64_t{1} << 50 : to_number(text);
}

}  // namespace

Range read_range(std::string_view header, std::int64_t size) {
  const Range whole{.length = size};
  std::string_view rest = trim(header);
  if (!equals_ignoring_case(trim(split_off(rest, '=')), "bytes")) return whole;
  if (rest.contains(',')) return whole;
  std::string_view last_text = trim(rest);
  if (!last_text.contains('-')) return whole;
  const std::string_view first_text = trim(split_off(last_text, '-'));
  last_text = trim(last_text);
  const auto first = read_digits(first_text), last = read_digits(last_text);
  if ((!first && !first_text.empty()) || (!last && !last_text.empty())) return whole;
  if (!first && !last) return whole;
  if (!first) {  // The last bytes.
    const std::int64_t length = std::min(*last, size);
    if (length == 0) return {.kind = Range::Kind::unsatisfiable};
    return {.kind = Range::Kind::part, .offset = size - length, .length = length};
  }
  if (last && *last < *first) return whole;
  if (*first >= size) return {.kind = Range::Kind::unsatisfiable};
  const std::int64_t end = last ? std::min(*last + 1, size) : size;
  return {.kind = Range::Kind::part, .offset = *first, .length = end - *first};
}

bool names_tag(std::string_view header, std::string_view tag, bool is_weak) {
  while (!header.empty()) {
    std::string_view one = trim(split_off(header, ','));
    if (one == "*") return true;
    if (is_weak && one.starts_with("W/")) one.remove_prefix(2);
    if (one == tag) return true;
  }
  return false;
}

}  // namespace crow::images
