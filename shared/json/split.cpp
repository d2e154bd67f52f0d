#include "shared/json/split.h"

namespace crow::json {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlanks = " \t\r\n";

std::string_view without_blanks(std::string_view text) {
  const auto first = text.find_first_not_of(kBlanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string_view without_mark(std::string_view document) {
  if (document.starts_with(kMark)) document.remove_prefix(kMark.size());
  return without_blanks(document);
}

// Behind the quote that ends the string that begins at `at`; the end when none does.
std::size_t skip_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '"') return at + 1;
    if (text[at] == '\\') ++at;
  }
  return text.size();
}

// Where the element that begins at `at` ends: at a comma or a closing bracket of the array.
std::size_t skip_element(std::string_view text, std::size_t at) {
  for (std::size_t depth = 0; at < text.size();) {
    const char c = text[at];
    if (c == '"') {
      at = skip_string(text, at);
      continue;
    }
    const bool is_end = c == ']' || c == '}';
    if (depth == 0 && (is_end || c == ',')) break;
    if (c == '[' || c == '{') ++depth;
    if (is_end) --depth;
    ++at;
  }
  return at;
}

}  // namespace

bool is_array(std::string_view document) { return without_mark(document).starts_with('['); }

std::optional<std::vector<std::string_view>> split_array(std::string_view document) {
  const std::string_view text = without_mark(document);
  std::vector<std::string_view> elements;
  if (!text.starts_with('[') || text.size() < 2) return std::nullopt;
  if (without_blanks(text.substr(1)) == "]") return elements;
  for (std::size_t at = 0; at < text.size();) {
    // At the opening bracket, or at a comma.
    const std::size_t end = skip_element(text, ++at);
    const std::string_view element = without_blanks(text.substr(at, end - at));
    if (element.empty() || end == text.size() || text[end] == '}') return std::nullopt;
    elements.push_back(element);
    if (text[end] == ']') {
      if (end + 1 != text.size()) return std::nullopt;
      return elements;
    }
    at = end;
  }
  return std::nullopt;
}

}  // namespace crow::json
