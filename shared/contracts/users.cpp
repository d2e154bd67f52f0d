#include "shared/contracts/users.h"

#include <algorithm>

#include "shared/core/text.h"

namespace crow::users {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_language(std::string_view tag) {
  return (tag.size() == 2 || tag.size() == 3) && std::ranges::all_of(tag, is_lower);
}
bool is_script(std::string_view tag) {
  return tag.size() == 4 && is_upper(tag[0]) && std::ranges::all_of(tag.substr(1), is_lower);
}
bool is_region(std::string_view tag) {
  return (tag.size() == 2 && std::ranges::all_of(tag, is_upper)) ||
         (tag.size() == 3 && std::ranges::all_of(tag, is_digit));
}

}  // namespace

bool LocaleFormat::matches(std::string_view text) {
  if (text.ends_with('-') || !is_language(split_off(text, '-'))) return false;
  if (text.empty()) return true;
  std::string_view tag = split_off(text, '-');
  if (is_script(tag)) {
    if (text.empty()) return true;
    tag = split_off(text, '-');
  }
  return is_region(tag) && text.empty();
}

bool PictureKeyFormat::matches(std::string_view text) {
  const auto is_word = [](char c) { return is_lower(c) || is_upper(c) || is_digit(c); };
  const std::string_view user = split_off(text, '-');
  return !user.empty() && user.size() <= 64 && text.size() == 32 &&
         std::ranges::all_of(text, is_word) &&
         std::ranges::all_of(user, [&](char c) { return is_word(c) || c == '_'; });
}

bool TimeZoneFormat::matches(std::string_view text) {
  if (text.empty() || text.ends_with('/') || !(is_lower(text[0]) || is_upper(text[0])))
    return false;
  for (int parts = 0; !text.empty(); ++parts) {
    const std::string_view part = split_off(text, '/');
    const auto is_first = [](char c) { return is_lower(c) || is_upper(c) || is_digit(c); };
    if (parts == 3 || part.empty() || !is_first(part[0])) return false;
    for (const char c : part)
      if (!is_first(c) && c != '_' && c != '+' && c != '-') return false;
  }
  return true;
}

}  // namespace crow::users
