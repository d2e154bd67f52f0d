#include "workers/images/stored.h"

#include "shared/core/text.h"

namespace crow::images {

std::string write_look(const vision::Looks& looks) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8)
    bytes += static_cast<char>(looks.look >> shift & 255);
  return hex(bytes);
}

std::string write_fields(const vision::Looks& looks) {
  std::string out;
  for (const vision::Rgb& one : looks.fields) out += vision::to_hex(one).substr(1);
  return out;
}

std::optional<vision::Looks> looks_in(const Shown& shown) {
  if (!shown.look || !shown.looksOfFields || shown.look->size() != 16 ||
      shown.looksOfFields->size() != 96)
    return std::nullopt;
  vision::Looks looks;
  for (const char c : *shown.look) {
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0) return std::nullopt;
    looks.look = looks.look << 4 | static_cast<std::uint64_t>(digit);
  }
  for (std::size_t i = 0; i < looks.fields.size(); ++i)
    looks.fields[i] = vision::parse_hex(concat('#', shown.looksOfFields->substr(i * 6, 6)));
  return looks;
}

}  // namespace crow::images
