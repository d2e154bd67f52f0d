#include "shared/net/address.h"

#include <algorithm>

#include "shared/core/text.h"

namespace crow::net {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct Range4 {
  V4 first;
  int bits;
};
// The special-purpose registry of IPv4, and what clouds answer on beside it.
constexpr Range4 kSpecial4[] = {
    {0x00000000, 8},   // 0.0.0.0/8, this network
    {0x0a000000, 8},   // 10.0.0.0/8, private
    {0x64400000, 10},  // 100.64.0.0/10, shared by carriers; Alibaba's metadata
    {0x7f000000, 8},   // 127.0.0.0/8, loopback
    {0xa83f8110, 32},  // 168.63.129.16, Azure's host
    {0xa9fe0000, 16},  // 169.254.0.0/16, link local; metadata of most clouds
    {0xac100000, 12},  // 172.16.0.0/12, private
    {0xc0000000, 24},  // 192.0.0.0/24, protocol assignments; Oracle's metadata
    {0xc0000200, 24},  // 192.0.2.0/24, documentation
    {0xc01fc400, 24},  // 192.31.196.0/24, AS112
    {0xc034c100, 24},  // 192.52.193.0/24, AMT
    {0xc0586300, 24},  // 192.88.99.0/24, 6to4 relays
    {0xc0a80000, 16},  // 192.168.0.0/16, private
    {0xc0af3000, 24},  // 192.175.48.0/24, AS112
    {0xc6120000, 15},  // 198.18.0.0/15, benchmarks
    {0xc6336400, 24},  // 198.51.100.0/24, documentation
    {0xcb007100, 24},  // 203.0.113.0/24, documentation
    {0xe0000000, 3},   // 224.0.0.0/4, multicast; 240.0.0.0/4, reserved and broadcast
};

struct Range6 {
  std::uint16_t first, second, third;
  int bits;  // Up to 48.
};
// Parts of 2000::/3 that are not ordinary; outside of it nothing is.
constexpr Range6 kSpecial6[] = {
    {0x2001, 0x0000, 0, 23},       // Protocol assignments: Teredo, benchmarks, ORCHID
    {0x2001, 0x0db8, 0, 32},       // Documentation
    {0x2002, 0x0000, 0, 16},       // 6to4: an IPv4 address inside
    {0x2620, 0x004f, 0x8000, 48},  // AS112
    {0x3fff, 0x0000, 0, 20},       // Documentation
};

// Names that resolve inside of a network and nowhere else, and those below them.
constexpr std::string_view kLocalNames[] = {"localhost", "localdomain", "local", "internal",
                                            "intranet",  "private",     "corp",  "home",
                                            "lan",       "arpa",        "onion", "metadata.goog"};
// Public names that answer with whatever address stands in front of them, or with loopback.
constexpr std::string_view kMirrors[] = {"nip.io",   "sslip.io",   "xip.io",        "localtest.me",
                                         "lvh.me",   "vcap.me",    "lacolhost.com", "1u.ms",
                                         "rbndr.us", "localho.st", "traefik.me",    "backname.io"};

bool is_at_or_below(std::string_view host, std::string_view name) {
  if (!host.ends_with(name)) return false;
  return host.size() == name.size() || host[host.size() - name.size() - 1] == '.';
}

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
         std::ranges::all_of(label, [](char c) {
           return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_';
         });
}

// A last label that some resolver may take for a number makes the whole host an address.
bool looks_like_a_number(std::string_view label) {
  return std::ranges::all_of(label, is_digit) || label.starts_with("0x");
}

std::optional<std::string_view> refusal_of_name(std::string_view host, const Policy& policy) {
  if (host.ends_with('.')) host.remove_suffix(1);
  if (host.empty() || host.size() > 253) return "has no host name that exists";
  std::size_t labels = 0;
  std::string_view last;
  for (std::string_view rest = host;; ++labels) {
    const bool is_last = rest.find('.') == rest.npos;
    last = split_off(rest, '.');
    if (!is_label(last)) return "has a host that is neither a name nor an address";
    if (is_last) break;
  }
  if (looks_like_a_number(last)) return "has a host that is neither a name nor an address";
  if (labels == 0) return "has a host of one word, which only a local network knows";
  const auto is_it = [&](std::string_view name) { return is_at_or_below(host, name); };
  if (std::ranges::any_of(kLocalNames, is_it)) return "has a host of a local network";
  if (std::ranges::any_of(kMirrors, is_it)) return "has a host that stands for any address";
  if (std::ranges::any_of(policy.own_names, is_it)) return "belongs to this platform";
  return std::nullopt;
}

std::optional<std::string_view> refusal_of_host(std::string_view host, const Policy& policy) {
  constexpr std::string_view kNotPublic = "lies in a network that is not public";
  if (host.starts_with('[')) {
    const auto address =
        host.ends_with(']') ? parse_v6(host.substr(1, host.size() - 2)) : std::optional<V6>();
    if (!address) return "has a host that is neither a name nor an address";
    if (!is_public(*address)) return kNotPublic;
    return std::nullopt;
  }
  if (const auto address = parse_v4(host)) {
    if (!is_public(*address)) return kNotPublic;
    return std::nullopt;
  }
  return refusal_of_name(host, policy);
}

bool has_usual_port(const Url& url, const Policy& policy) {
  if (url.port.empty()) return true;
  const auto port = to_number(url.port);
  return port && std::ranges::contains(policy.ports, *port);
}

}  // namespace

std::string Url::origin() const {
  return concat(scheme, "://", host, port.empty() ? "" : ":", port);
}

bool Policy::allows_origin_of(const Url& url) const {
  return std::ranges::contains(allowed_origins, url.origin());
}

std::optional<std::string_view> refusal_of(const Url& url, const Policy& policy) {
  if (url.scheme != "http" && url.scheme != "https") return "is neither http nor https";
  if (!url.username.empty() || !url.password.empty()) return "carries a user name or a password";
  if (url.href.size() > 4 * kUrlBytesMax) return "is too long";
  if (policy.allows_origin_of(url)) return std::nullopt;
  if (const auto refusal = refusal_of_host(url.host, policy)) return refusal;
  if (!has_usual_port(url, policy)) return "names a port that is not the usual one";
  return std::nullopt;
}

bool is_name(std::string_view host) { return !host.starts_with('[') && !parse_v4(host); }

std::optional<V4> parse_v4(std::string_view text) {
  V4 address = 0;
  for (int i = 0; i < 4; ++i) {
    const auto length = std::min(text.find('.'), text.size());
    const std::string_view part = text.substr(0, length);
    if (part.empty() || part.size() > 3 || !std::ranges::all_of(part, is_digit)) return {};
    if (part.size() > 1 && part.front() == '0') return {};
    const auto value = *to_number(part);
    if (value > 255) return {};
    address = address << 8 | static_cast<V4>(value);
    text.remove_prefix(length);
    if (i == 3) break;
    if (text.empty()) return {};
    text.remove_prefix(1);
  }
  return text.empty() ? std::optional(address) : std::nullopt;
}

std::optional<V6> parse_v6(std::string_view text) {
  V6 address{};
  std::size_t filled = 0;
  std::optional<std::size_t> gap;  // Where "::" stands.
  if (text.starts_with("::")) {
    gap = 0;
    text.remove_prefix(2);
  }
  while (!text.empty()) {
    if (filled == 8) return {};
    const auto length = std::min(text.find(':'), text.size());
    const std::string_view part = text.substr(0, length);
    if (part.find('.') != part.npos) {  // The last 32 bits as an IPv4 address.
      const auto tail = parse_v4(part);
      if (!tail || length != text.size() || filled > 6) return {};
      address[filled++] = static_cast<std::uint16_t>(*tail >> 16);
      address[filled++] = static_cast<std::uint16_t>(*tail & 0xffff);
      break;
    }
    if (part.empty() || part.size() > 4) return {};
    unsigned value = 0;
    for (const char c : part) {
      const char lower = static_cast<char>(c | 0x20);
      if (is_digit(c))
        value = value * 16 + static_cast<unsigned>(c - '0');
      else if (lower >= 'a' && lower <= 'f')
        value = value * 16 + static_cast<unsigned>(lower - 'a' + 10);
      else
        return {};
    }
    address[filled++] = static_cast<std::uint16_t>(value);
    text.remove_prefix(length);
    if (text.empty()) break;
    text.remove_prefix(1);
    if (text.empty()) return {};  // It ends with one colon.
    if (text.front() == ':') {
      if (gap) return {};
      gap = filled;
      text.remove_prefix(1);
    }
  }
  if (!gap) return filled == 8 ? std::optional(address) : std::nullopt;
  if (filled == 8) return {};
  // What follows the gap belongs to the end.
  const std::size_t behind = filled - *gap;
  for (std::size_t i = 0; i < behind; ++i) {
    address[7 - i] = address[filled - 1 - i];
    if (filled - 1 - i != 7 - i) address[filled - 1 - i] = 0;
  }
  return address;
}

bool is_public(V4 address) {
  return std::ranges::none_of(kSpecial4, [&](const Range4& range) {
    return (address ^ range.first) >> (32 - range.bits) == 0;
  });
}

bool is_public(const V6& address) {
  if (address[0] >> 13 != 1) return false;  // 2000::/3
  const auto first48 = [](std::uint64_t a, std::uint64_t b, std::uint64_t c) {
    return a << 32 | b << 16 | c;
  };
  const std::uint64_t start = first48(address[0], address[1], address[2]);
  return std::ranges::none_of(kSpecial6, [&](const Range6& range) {
    return (start ^ first48(range.first, range.second, range.third)) >> (48 - range.bits) == 0;
  });
}

bool is_public_address(std::string_view text) {
  if (const auto v4 = parse_v4(text)) return is_public(*v4);
  const auto v6 = parse_v6(text);
  return v6 && is_public(*v6);
}

}  // namespace crow::net
