#include "workers/interactions/write-key.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/json/read.h"

namespace crow::interactions {
namespace {

struct KeyRow {
  std::string organizationId;
  RawJson origins;
  static constexpr auto fields = describe(field<&KeyRow::organizationId>("organizationId", ""),
                                          field<&KeyRow::origins>("origins", ""));
};

constexpr sql::Statement<KeyRow, std::string_view> kFind{"interactions.find_write_key", R"sql(
  SELECT organization_id, origins FROM write_key WHERE key = ?1
)sql"};

// What a key was when it was looked at; an organization that is empty for one that does not exist.
struct KnownKey {
  std::string key, organization_id = {};
  std::vector<std::string> origins = {};
  Timestamp until;
};

constexpr std::int64_t kLifeMs = 10 * kSecond;
constexpr std::size_t kKnownMax = 1'024;
constexpr std::size_t kKeyBytesMax = 128;

std::vector<KnownKey> known;

Task<KnownKey> look_up(const Context& context, std::string key) {
  const Timestamp now = context.now();
  const auto found = std::ranges::find_if(
      known, [&](const KnownKey& one) { return one.key == key && one.until > now; });
  if (found != known.end()) co_return *found;

  const auto row = co_await context.database.find(kFind, key);
  KnownKey fresh{.key = std::move(key), .until = {now.ms + kLifeMs}};
  if (row) {
    fresh.organization_id = row->organizationId;
    fresh.origins = co_await json::read_stored<std::vector<std::string>>(row->origins.text,
                                                                         "write_key.origins");
  }
  std::erase_if(known,
                [&](const KnownKey& one) { return one.key == fresh.key || one.until <= now; });
  if (known.size() >= kKnownMax) known.erase(known.begin());
  known.push_back(fresh);
  co_return fresh;
}

}  // namespace

Task<bool> admit_write_key(Context& context) {
  const auto query = co_await parse_form(context.request.query);
  const auto given = std::ranges::find(query, "key", &std::pair<std::string, std::string>::first);
  if (given == query.end()) co_return false;
  co_await require(!given->second.empty() && given->second.size() <= kKeyBytesMax,
                   ErrorCode::unauthenticated, "The write key is malformed.");
  const KnownKey key = co_await look_up(context, given->second);
  co_await require(!key.organization_id.empty(), ErrorCode::unauthenticated,
                   "The write key does not exist, or was revoked.");
  const std::string_view origin = context.request.header_or("origin", {});
  const bool is_allowed =
      key.origins.empty() || std::ranges::any_of(key.origins, [&](const std::string& allowed) {
        return equals_ignoring_case(allowed, origin);
      });
  co_await require(is_allowed, ErrorCode::permission_denied,
                   "The write key is not for pages of this origin.");
  context.caller.organization_id = key.organization_id;
  co_return true;
}

}  // namespace crow::interactions
