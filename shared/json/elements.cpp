#include "shared/json/elements.h"

namespace crow::json {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

std::string_view without_space(std::string_view text) {
  const auto first = text.find_first_not_of(kSpace);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

// The end of the string that begins at `at`: behind its closing quote, or the end of the text.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at)
    if (text[at] == '\\') ++at;
  return at + 1;
}

}  // namespace

std::optional<std::vector<std::string_view>> elements(std::string_view text,
                                                      std::size_t count_max) {
  text = without_space(text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text);
  if (text.size() < 2 || text.front() != '[' || text.back() != ']') return std::nullopt;
  text = text.substr(1, text.size() - 2);
  std::vector<std::string_view> found;
  if (without_space(text).empty()) return found;

  std::size_t depth = 0, begin = 0;
  const auto take = [&](std::size_t end) {
    found.push_back(without_space(text.substr(begin, end - begin)));
    begin = end + 1;
    return !found.back().empty();
  };
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '"') {
      i = end_of_string(text, i);
      if (i > text.size()) return std::nullopt;
      continue;
    }
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && depth-- == 0) return std::nullopt;
    if (c == ',' && depth == 0) {
      if (!take(i)) return std::nullopt;
      if (found.size() > count_max) return found;
    }
    ++i;
  }
  if (depth != 0 || !take(text.size())) return std::nullopt;
  return found;
}

}  // namespace crow::json
