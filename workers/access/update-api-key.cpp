#include "shared/core/time.h"
#include "shared/json/read.h"
#include "workers/access/api-key.h"
#include "workers/access/handlers.h"
#include "workers/access/membership.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"
#include "workers/auth/utf16.h"

namespace crow::auth {
namespace {

constexpr std::size_t kNameMax = 32;
constexpr double kDaySeconds = 86'400;
constexpr double kExpiresMin = kDaySeconds, kExpiresMax = 365 * kDaySeconds;

// Of two updates at once, each changes what it was given.
constexpr sql::Statement<KeyRow, std::string_view, std::optional<std::string>, std::optional<bool>,
                         bool, std::optional<RawJson>, bool, std::optional<Timestamp>>
    kUpdateKey{"access.update_key", R"sql(
  UPDATE apikey
     SET name = coalesce(?2, name), is_enabled = coalesce(?3, is_enabled),
         metadata = iif(?4, ?5, metadata), expires_at = iif(?6, ?7, expires_at)
   WHERE id = ?1
  RETURNING id, user_id, organization_id, name, start, prefix, is_enabled, request_count,
            last_request, metadata, expires_at, created_at, updated_at
)sql"};

bool has_server_property(const UpdateApiKey::Input& input) {
  return input.remaining || input.refillAmount || input.refillInterval ||
         input.rateLimitTimeWindow || input.rateLimitMax || input.rateLimitEnabled ||
         input.permissions;
}

bool has_value(const UpdateApiKey::Input& input) {
  return input.name || input.enabled || input.expiresIn || !input.metadata.text.empty();
}

// Whoever may manage keys no more may still stop one of theirs.
bool only_disables(const UpdateApiKey::Input& input) {
  return input.enabled == false && !input.name && !input.expiresIn && input.metadata.text.empty();
}

// The user, when a client names one, must be the caller.
bool is_for(const UpdateApiKey::Input& input, const User& user) {
  if (input.userId.text.empty()) return true;
  const auto named = json::read<std::string>(input.userId.text);
  return named && (named->empty() || *named == user.id);
}

Result<> check(const UpdateApiKey::Input& input) {
  if (input.name && (input.name->empty() || utf16_length(*input.name) > kNameMax))
    return refuse(kNameLength);
  if (input.expiresIn && *input.expiresIn) {
    if (**input.expiresIn < kExpiresMin) return refuse(kExpiresTooSoon);
    if (**input.expiresIn > kExpiresMax) return refuse(kExpiresTooLate);
  }
  const std::string& metadata = input.metadata.text;
  const bool is_something = !metadata.empty() && metadata != "null";
  if (is_something && metadata.front() != '{' && metadata.front() != '[')
    return refuse(kMetadataType);
  return {};
}

// The statement that changes what is given.
sql::Bound<KeyRow> update(std::string_view id, const UpdateApiKey::Input& input, Timestamp now) {
  std::optional<Timestamp> expires;
  if (input.expiresIn && *input.expiresIn)
    expires = Timestamp{now.ms + static_cast<std::int64_t>((*input.expiresIn)->value * 1000)};
  const std::string& metadata = input.metadata.text;
  const bool clears = metadata == "null";
  return sql::bind(kUpdateKey, id, input.name, input.enabled, !metadata.empty(),
                   clears ? std::nullopt : std::optional(input.metadata),
                   input.expiresIn.has_value(), expires);
}

}  // namespace

Task<UpdateApiKey::Output> update_api_key(Context& context, UpdateApiKey::Input input) {
  const auto current = co_await find_session(context);
  if (!current || !is_for(input, current->user)) co_await refuse(kNoSessionForKeys);
  if (has_server_property(input)) co_await refuse(kServerOnly);
  auto key = co_await find_key(context, input.keyId);
  if (!key || key->userId != current->user.id) co_await refuse(kKeyNotFound);
  if (key->organizationId && !only_disables(input) &&
      !co_await may_manage_keys(context, current->user.id, *key->organizationId))
    co_await refuse(kMayNotManageKeys);
  if (!has_value(input)) co_await refuse(kNoValues);
  co_await check(input);
  if (input.name) key->name = input.name;
  auto [updated, logged] = co_await context.database.batch(
      update(key->id, input, context.now()), log_key(context, AuditAction::key_changed, *key));
  if (updated.rows.empty()) co_await refuse(kKeyNotFound);  // It was deleted meanwhile.
  co_return shown(std::move(updated.rows.front()));
}

}  // namespace crow::auth
