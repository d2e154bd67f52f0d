#include "workers/interactions/visitor.h"

#include <algorithm>
#include <array>
#include <optional>

#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/host/crypto.h"

namespace crow::interactions {
namespace {

struct Salt {
  std::string salt;
  static constexpr auto fields = describe(field<&Salt::salt>("salt", ""));
};

constexpr sql::Statement<sql::None, std::int64_t, std::string> kInsertSalt{
    "interactions.insert_salt", R"sql(
  INSERT INTO address_salt (day, salt) VALUES (?1, ?2) ON CONFLICT (day) DO NOTHING
)sql"};
constexpr sql::Statement<Salt, std::int64_t> kSelectSalt{
    "interactions.select_salt", "SELECT salt FROM address_salt WHERE day = ?1"};
constexpr sql::Statement<sql::None, std::int64_t> kDeleteSalts{
    "interactions.delete_salts", "DELETE FROM address_salt WHERE day < ?1"};

// The salt of a day, the same in every isolate: the first to ask makes it.
struct {
  std::int64_t day = -1;
  std::string salt;
} known;

std::int64_t day_of(Timestamp time) { return time.ms / kDay; }

Task<std::string> salt_of(const Context& context, std::int64_t day) {
  if (known.day != day) {
    auto [inserted, selected] = co_await context.database.batch(
        sql::bind(kInsertSalt, day, hex(random_bytes(32))), sql::bind(kSelectSalt, day));
    known.day = day;
    known.salt = selected.rows.front().salt;
  }
  co_return known.salt;
}

// A number of 1 to `length` digits, and nothing else.
std::optional<std::uint32_t> read_number(std::string_view text, std::uint32_t base,
                                         std::size_t length) {
  if (text.empty() || text.size() > length) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : to_lower(text)) {
    const bool is_digit = c >= '0' && c <= '9';
    if (!is_digit && !(base == 16 && c >= 'a' && c <= 'f')) return std::nullopt;
    value = value * base + static_cast<std::uint32_t>(is_digit ? c - '0' : c - 'a' + 10);
  }
  return value;
}

// The four bytes of an IPv4 address.
std::optional<std::array<std::uint32_t, 4>> bytes_of(std::string_view address) {
  if (std::ranges::count(address, '.') != 3) return std::nullopt;
  std::array<std::uint32_t, 4> bytes{};
  for (std::uint32_t& byte : bytes) {
    const auto value = read_number(split_off(address, '.'), 10, 3);
    if (!value || *value > 255) return std::nullopt;
    byte = *value;
  }
  return bytes;
}

std::string network_of_v4(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
  return concat(std::size_t{a}, '.', std::size_t{b}, '.', std::size_t{c}, ".0");
}

// The eight groups of an IPv6 address, where "::" stands for as many zeros as are missing. What
// stands at its end in IPv4's spelling is two groups.
std::optional<std::array<std::uint32_t, 8>> groups_of(std::string_view address) {
  std::array<std::uint32_t, 8> groups{};
  std::size_t count = 0;
  std::optional<std::size_t> gap;
  if (address.starts_with("::")) {
    gap = 0;
    address.remove_prefix(2);
  }
  while (!address.empty() && count < groups.size()) {
    const std::string_view part = address.substr(0, address.find(':'));
    if (part.find('.') != part.npos) {
      const auto bytes = bytes_of(part);
      if (!bytes || part.size() != address.size() || count > 6) return std::nullopt;
      groups[count++] = (*bytes)[0] << 8 | (*bytes)[1];
      groups[count++] = (*bytes)[2] << 8 | (*bytes)[3];
      address = {};
      break;
    }
    const auto value = read_number(part, 16, 4);
    if (!value) return std::nullopt;
    groups[count++] = *value;
    address.remove_prefix(part.size());
    if (address.empty()) break;
    address.remove_prefix(1);
    if (address.starts_with(':')) {
      if (gap) return std::nullopt;
      gap = count;
      address.remove_prefix(1);
    } else if (address.empty()) {
      return std::nullopt;
    }
  }
  if (!address.empty() || (gap ? count == groups.size() : count < groups.size()))
    return std::nullopt;
  if (gap)
    std::rotate(groups.begin() + static_cast<std::ptrdiff_t>(*gap),
                groups.begin() + static_cast<std::ptrdiff_t>(count), groups.end());
  return groups;
}

std::string hex_of(std::uint32_t group) {
  std::string out;
  for (int shift = 12; shift >= 0; shift -= 4)
    if (const std::uint32_t digit = group >> shift & 15; digit != 0 || !out.empty() || shift == 0)
      out += "0123456789abcdef"[digit];
  return out;
}

}  // namespace

std::string network_of(std::string_view address) {
  if (const auto bytes = bytes_of(address))
    return network_of_v4((*bytes)[0], (*bytes)[1], (*bytes)[2]);
  if (address.find(':') == address.npos || address.size() > 45) return {};
  const auto groups = groups_of(address);
  if (!groups) return {};
  const auto& all = *groups;
  // ::ffff:203.0.113.7, however it is spelled, is that very IPv4 address.
  if (std::ranges::all_of(all.begin(), all.begin() + 5, [](auto group) { return group == 0; }) &&
      all[5] == 0xFFFF)
    return network_of_v4(all[6] >> 8, all[6] & 255, all[7] >> 8);
  return concat(hex_of(all[0]), ':', hex_of(all[1]), ':', hex_of(all[2]));
}

Task<std::string> anonymous_id(const Context& context) {
  const std::string network = network_of(context.request.header_or("cf-connecting-ip", {}));
  if (network.empty()) co_return std::string();
  const std::string salt = co_await salt_of(context, day_of(context.now()));
  const std::string who = concat(context.caller.organization_id, '\n', network, '\n',
                                 context.request.header_or("user-agent", {}));
  co_return "anon_" + hex(crypto::hmac_sha256(salt, who)).substr(0, 24);
}

sql::Bound<sql::None> forget_salts(Timestamp now) { return sql::bind(kDeleteSalts, day_of(now)); }

}  // namespace crow::interactions
