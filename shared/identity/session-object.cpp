#include "shared/identity/session-object.h"

#include <algorithm>

namespace crow {
namespace {

constexpr std::size_t kLength = 2;

constexpr bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

}  // namespace

std::string_view session_object(std::string_view id_or_token) {
  const std::string_view name = id_or_token.substr(0, kLength);
  return name.size() == kLength && std::ranges::all_of(name, is_letter_or_digit)
             ? name
             : std::string_view();
}

}  // namespace crow
