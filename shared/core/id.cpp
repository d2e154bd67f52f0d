#include "shared/core/id.h"

namespace crow {

std::string make_id(std::string_view prefix, Timestamp now, std::string_view random10) {
  constexpr std::string_view kCrockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::string out(prefix);
  out += '_';
  const auto ms = static_cast<std::uint64_t>(now.ms);
  for (int shift = 45; shift >= 0; shift -= 5) out += kCrockford[ms >> shift & 31];
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : random10.substr(0, 10)) {
    bits = (bits << 8 | static_cast<std::uint8_t>(c)) & 0xFFFFF;
    for (held += 8; held >= 5;) {
      held -= 5;
      out += kCrockford[bits >> held & 31];
    }
  }
  return out;
}

}  // namespace crow
