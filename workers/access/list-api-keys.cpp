#include <algorithm>

#include "workers/access/api-key.h"
#include "workers/access/handlers.h"
#include "workers/access/membership.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"

namespace crow::auth {
namespace {

constexpr std::int64_t kLimitDefault = 100, kLimitMax = 1'000;

// ?2 narrows to one organization, ?3 is the field to sort by and ?4 the direction. Keys of one
// moment keep an order.
constexpr sql::Statement<KeyRow, std::string_view, std::optional<std::string>, std::string_view,
                         SortDirection, std::int64_t, std::int64_t>
    kSelectKeys{"auth.list_keys", R"sql(
  WITH sorted AS (
    SELECT *, CASE ?3 WHEN 'name' THEN name
                      WHEN 'start' THEN start
                      WHEN 'prefix' THEN prefix
                      WHEN 'id' THEN id
                      WHEN 'enabled' THEN is_enabled
                      WHEN 'requestCount' THEN request_count
                      WHEN 'lastRequest' THEN last_request
                      WHEN 'expiresAt' THEN expires_at
                      WHEN 'updatedAt' THEN updated_at
                      ELSE created_at END AS sort_key
      FROM apikey
     WHERE user_id = ?1 AND (?2 IS NULL OR organization_id = ?2)
  )
  SELECT id, user_id, organization_id, name, start, prefix, is_enabled, request_count,
         last_request, metadata, expires_at, created_at, updated_at
    FROM sorted
   ORDER BY iif(?4 = 'desc', NULL, sort_key), iif(?4 = 'desc', sort_key, NULL) DESC, created_at, id
   LIMIT ?5 OFFSET ?6
)sql"};

struct Total {
  std::int64_t total = 0;
  static constexpr auto fields = describe(field<&Total::total>("total", ""));
};

constexpr sql::Statement<Total, std::string_view, std::optional<std::string>> kCountKeys{
    "auth.count_keys", R"sql(
  SELECT count(*) AS total FROM apikey
   WHERE user_id = ?1 AND (?2 IS NULL OR organization_id = ?2)
)sql"};

}  // namespace

Task<ListApiKeys::Output> list_api_keys(Context& context, ListApiKeys::Input input) {
  const auto current = co_await require_session(context);
  if (input.organizationId && input.organizationId->empty()) input.organizationId.reset();
  if (input.organizationId) {
    const auto membership =
        co_await find_membership(context, current.user.id, *input.organizationId);
    if (!membership) co_await refuse(kNotAMemberForKeys);
    const Permissions held = co_await permissions_of(membership->role, membership->disabled);
    if (!held.has(Permission::api_key_management)) co_await refuse(kMayNotManageKeys);
  }

  ListApiKeys::Output output;
  if (input.limit) output.limit = input.limit->value;
  if (input.offset) output.offset = input.offset->value;
  // Another configuration than the one there is has no keys.
  if (!is_default_configuration(input.configId)) co_return output;
  auto [keys, count] = co_await context.database.batch(
      sql::bind(kSelectKeys, current.user.id, input.organizationId, input.sortBy.value_or(""),
                input.sortDirection.value_or(SortDirection::asc),
                std::min(output.limit.value_or(kLimitDefault), kLimitMax),
                output.offset.value_or(0)),
      sql::bind(kCountKeys, current.user.id, input.organizationId));
  for (KeyRow& row : keys.rows) output.apiKeys.push_back(shown(std::move(row)));
  output.total = count.rows.front().total;
  co_return output;
}

}  // namespace crow::auth
