#include "workers/interactions/visitor.h"

#include <algorithm>

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

// The first groups of an IPv6 address, spelled out; a "::" among them stands for zeros.
std::string ipv6_network(std::string_view address) {
  constexpr int kGroups = 3;
  std::string network;
  for (int group = 0; group < kGroups; ++group) {
    std::string_view part = "0";
    if (!address.starts_with(':')) {
      part = split_off(address, ':');
      if (part.empty() || part.size() > 4) return {};
    }
    const auto first = std::min(part.find_first_not_of('0'), part.size() - 1);
    network += concat(group > 0 ? ":" : "", to_lower(part.substr(first)));
  }
  return network;
}

}  // namespace

std::string network_of(std::string_view address) {
  constexpr std::string_view kMapped = "::ffff:";
  if (equals_ignoring_case(address.substr(0, kMapped.size()), kMapped) &&
      address.find('.') != address.npos)
    address.remove_prefix(kMapped.size());
  constexpr std::string_view kAllowed = "0123456789abcdefABCDEF:.";
  if (address.empty() || address.size() > 45 || address.find_first_not_of(kAllowed) != address.npos)
    return {};
  if (address.find(':') != address.npos) return ipv6_network(address);
  if (std::ranges::count(address, '.') != 3) return {};
  return concat(address.substr(0, address.rfind('.')), ".0");
}

Task<std::string> anonymous_id(const Context& context) {
  const std::string network = network_of(context.request.header_or("cf-connecting-ip", {}));
  if (network.empty()) co_return std::string();
  const std::string salt = co_await salt_of(context, day_of(context.now()));
  const std::string who = concat(context.caller.organization_id, '\n', network, '\n',
                                 context.request.header_or("user-agent", {}));
  co_return "anon_" + hex(crypto::hmac_sha256(salt, who)).substr(0, 24);
}

Task<> forget_salts(const Context& context) {
  co_await context.database.run(kDeleteSalts, day_of(context.now()));
}

}  // namespace crow::interactions
