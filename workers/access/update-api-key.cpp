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

constexpr sql::Statement<sql::None, std::string_view, std::optional<std::string>, bool,
                         std::optional<RawJson>, std::optional<Timestamp>>
    kUpdateKey{"access.update_key", R"sql(
  UPDATE apikey SET name = ?2, is_enabled = ?3, metadata = ?4, expires_at = ?5 WHERE id = ?1
)sql"};

bool has_server_property(const UpdateApiKey::Input& input) {
  return input.remaining || input.refillAmount || input.refillInterval ||
         input.rateLimitTimeWindow || input.rateLimitMax || input.rateLimitEnabled ||
         input.permissions;
}

bool has_value(const UpdateApiKey::Input& input) {
  return input.name || input.enabled || input.expiresIn || !input.metadata.text.empty();
}

// The user, when a client names one, must be the caller.
bool is_for(const UpdateApiKey::Input& input, const User& user) {
  if (input.userId.text.empty()) return true;
  const auto named = json::read<std::string>(input.userId.text);
  return named && (named->empty() || *named == user.id);
}

Result<> change(KeyRow& key, UpdateApiKey::Input& input, Timestamp now) {
  if (input.name) {
    if (input.name->empty() || utf16_length(*input.name) > kNameMax) return refuse(kNameLength);
    key.name = std::move(input.name);
  }
  if (input.enabled) key.isEnabled = *input.enabled;
  if (input.expiresIn) {
    const auto& seconds = *input.expiresIn;
    if (seconds && *seconds < kExpiresMin) return refuse(kExpiresTooSoon);
    if (seconds && *seconds > kExpiresMax) return refuse(kExpiresTooLate);
    key.expiresAt.reset();
    if (seconds)
      key.expiresAt = Timestamp{now.ms + static_cast<std::int64_t>(seconds->value * 1000)};
  }
  const std::string& metadata = input.metadata.text;
  if (!metadata.empty()) {
    const bool is_null = metadata == "null";
    if (!is_null && metadata.front() != '{' && metadata.front() != '[')
      return refuse(kMetadataType);
    key.metadata = is_null ? std::nullopt : std::optional(input.metadata);
  }
  return {};
}

}  // namespace

Task<UpdateApiKey::Output> update_api_key(Context& context, UpdateApiKey::Input input) {
  const auto current = co_await find_session(context);
  if (!current || !is_for(input, current->user)) co_await refuse(kNoSessionForKeys);
  if (has_server_property(input)) co_await refuse(kServerOnly);
  auto key = co_await find_key(context, input.keyId);
  if (!key || key->userId != current->user.id) co_await refuse(kKeyNotFound);
  if (key->organizationId &&
      !co_await may_manage_keys(context, current->user.id, *key->organizationId))
    co_await refuse(kMayNotManageKeys);
  if (!has_value(input)) co_await refuse(kNoValues);
  co_await change(*key, input, context.now());
  co_await context.database.batch(
      sql::bind(kUpdateKey, key->id, key->name, key->isEnabled, key->metadata, key->expiresAt),
      log_key(context, AuditAction::key_changed, *key));
  co_return shown(std::move(*key));
}

}  // namespace crow::auth
