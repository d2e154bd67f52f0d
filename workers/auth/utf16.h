// Lengths as JavaScript counts them.
#pragma once

#include <cstddef>
#include <string_view>

namespace crow::auth {

// The length of well-formed UTF-8 in UTF-16 units.
inline std::size_t utf16_length(std::string_view utf8) {
  std::size_t units = 0;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    // Each character's first byte counts once, and once more beyond the basic plane.
    if ((byte & 0xC0) != 0x80) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

}  // namespace crow::auth
