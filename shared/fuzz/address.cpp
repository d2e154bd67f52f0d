// No host that is let through can be read as an address that is not public, in any old spelling.
#include "shared/net/address.h"

#include "shared/core/text.h"
#include "shared/fuzz/target.h"

namespace {

// The loosest reader of IPv4 that any resolver has: inet_aton.
std::optional<crow::net::V4> loosely(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  std::uint64_t parts[4] = {};
  int count = 0;
  for (std::string_view rest = host; count < 4; ++count) {
    const bool is_last = rest.find('.') == rest.npos;
    std::string_view part = crow::split_off(rest, '.');
    if (part.empty()) return {};
    const bool is_hex = part.starts_with("0x") || part.starts_with("0X");
    const unsigned base = is_hex ? 16 : part.size() > 1 && part[0] == '0' ? 8 : 10;
    if (is_hex) part.remove_prefix(2);
    for (const char c : part) {
      const char lower = static_cast<char>(c | 0x20);
      const unsigned digit = c >= '0' && c <= '9' ? static_cast<unsigned>(c - '0')
                             : lower >= 'a' && lower <= 'f'
                                 ? static_cast<unsigned>(lower - 'a' + 10)
                                 : 99;
      if (digit >= base || parts[count] > 0xffffffff) return {};
      parts[count] = parts[count] * base + digit;
    }
    if (is_last) {
      std::uint64_t address = parts[count];
      for (int i = 0; i < count; ++i) address |= parts[i] << (24 - 8 * i);
      return static_cast<crow::net::V4>(address);
    }
  }
  return {};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string host(crow::fuzz::text_of(data, size));
  const crow::net::Url url{.href = "http://" + host, .scheme = "http", .host = host};
  crow::net::is_public_address(host);
  if (crow::net::refusal_of(url, {})) return 0;
  const auto address = loosely(host);
  if (address) crow::fuzz::insist(crow::net::is_public(*address));
  if (host.starts_with('[')) {
    const auto v6 = crow::net::parse_v6(std::string_view(host).substr(1, host.size() - 2));
    crow::fuzz::insist(v6 && crow::net::is_public(*v6) && (*v6)[0] >> 13 == 1);
  } else {
    crow::fuzz::insist(host.find('.') != host.npos && crow::to_lower(host) == host);
    crow::fuzz::insist(host.find("localhost", host.size() < 9 ? 0 : host.size() - 9) == host.npos ||
                       address || !host.ends_with(".localhost"));
  }
  return 0;
}
