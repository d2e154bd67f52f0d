// Which addresses the platform may fetch for a user, as a rule without I/O: shared/host/fetch.h
// asks it for the first address and for each that a server redirects to.
//
//   if (const auto refusal = refusal_of(url, policy)) … *refusal is a phrase after "The address "
//
// The rule sees what the platform's own URL parser made of a text, and that very result is what is
// fetched: a second parser would be the gap through which an address slips. It trusts no spelling
// either. A host is a dotted name of ordinary labels, four decimal numbers as the parser writes
// them, or an IPv6 address in brackets; everything else is refused, whatever a parser may have
// meant by it.
//
// What a name points to is another question: a public name may answer with a private address. So
// in production the answers of DNS pass is_public_address() too.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crow::net {

// A URL in the parts of the WHATWG's standard, as its parser writes them.
struct Url {
  std::string href = {};
  std::string scheme = {};  // "https", without the colon.
  std::string username = {}, password = {};
  std::string host = {};  // Lower case, punycode; IPv6 in brackets.
  std::string port = {};  // Empty when it is the scheme's own.

  // "https://shop.example:8443".
  std::string origin() const;
};

struct Policy {
  std::vector<std::uint16_t> ports = {};          // Allowed beside 80 for http and 443 for https.
  std::vector<std::string> own_names = {};        // Ours: refused with all names below them.
  std::vector<std::string> allowed_origins = {};  // Always allowed: loopback shops in development.

  bool allows_origin_of(const Url& url) const;
};

// The longest address that is looked at, in bytes.
inline constexpr std::size_t kUrlBytesMax = 2'048;

// Why the address must not be fetched, as a phrase after "The address "; absent when it may.
std::optional<std::string_view> refusal_of(const Url& url, const Policy& policy);

// Whether the host is a name, which DNS has to be asked about, and no address itself.
bool is_name(std::string_view host);

using V4 = std::uint32_t;                 // 127.0.0.1 is 0x7f000001.
using V6 = std::array<std::uint16_t, 8>;  // ::1 is {0, 0, 0, 0, 0, 0, 0, 1}.

// Exactly four decimal numbers without leading zeros.
std::optional<V4> parse_v4(std::string_view text);
// RFC 4291, 2.2, without brackets and without a zone.
std::optional<V6> parse_v6(std::string_view text);

// Reachable from everywhere, by the registries of RFC 6890: no private, local, shared, reserved,
// documentation, benchmark or multicast range; of IPv6 no range either that only stands for another
// address (mapped, NAT64, 6to4, Teredo).
bool is_public(V4 address);
bool is_public(const V6& address);

// The same for the text of either, as DNS answers it. False for what is no address.
bool is_public_address(std::string_view text);

}  // namespace crow::net
