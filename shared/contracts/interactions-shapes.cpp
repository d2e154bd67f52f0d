#include "shared/contracts/interactions-shapes.h"

#include <algorithm>

namespace crow::interactions {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

bool EventIdFormat::matches(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
    return is_lower(c) || is_upper(c) || is_digit(c) || c == '_' || c == '.' || c == ':' ||
           c == '-';
  });
}

bool EventTypeFormat::matches(std::string_view text) {
  return !text.empty() && text.size() <= 64 && is_lower(text.front()) &&
         std::ranges::all_of(
             text, [](char c) { return is_lower(c) || is_digit(c) || c == '_' || c == '.'; });
}

}  // namespace crow::interactions
