#include "shared/core/time.h"
#include "workers/access/api-key.h"
#include "workers/access/handlers.h"
#include "workers/access/membership.h"
#include "workers/auth/ids.h"
#include "workers/auth/key-hash.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"
#include "workers/auth/utf16.h"

namespace crow::auth {
namespace {

constexpr std::string_view kPrefix = "crow_";
constexpr std::size_t kStartLength = 6;
constexpr std::size_t kNameMax = 32, kPrefixMax = 32;
constexpr double kDaySeconds = 86'400;
constexpr double kExpiresMin = kDaySeconds, kExpiresMax = 365 * kDaySeconds;

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view,
                         std::optional<std::string>, std::optional<std::string>, std::string_view,
                         std::string_view, std::optional<RawJson>, std::optional<Timestamp>,
                         Timestamp>
    kInsertKey{"auth.insert_key", R"sql(
  INSERT INTO apikey (id, key_hash, user_id, organization_id, name, start, prefix, metadata,
                      expires_at, created_at, updated_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10)
)sql"};

bool has_server_property(const CreateApiKey::Input& input) {
  return input.remaining || input.refillAmount || input.refillInterval ||
         input.rateLimitTimeWindow || input.rateLimitMax || input.rateLimitEnabled ||
         input.permissions;
}

// Objects and, since they are objects in JavaScript, arrays.
bool is_container(const RawJson& value) {
  return value.text.front() == '{' || value.text.front() == '[';
}
// What JavaScript takes for nothing: not stored, but repeated in the answer.
bool is_falsy(const RawJson& value) {
  return value.text == R"("")" || value.text == "0" || value.text == "false";
}

Result<> check(const CreateApiKey::Input& input) {
  if (input.metadata && !is_container(*input.metadata) && !is_falsy(*input.metadata))
    return refuse(kMetadataType);
  if (input.expiresIn && *input.expiresIn < kExpiresMin) return refuse(kExpiresTooSoon);
  if (input.expiresIn && *input.expiresIn > kExpiresMax) return refuse(kExpiresTooLate);
  if (input.prefix && input.prefix->value.size() > kPrefixMax) return refuse(kPrefixLength);
  if (input.name && utf16_length(*input.name) > kNameMax) return refuse(kNameLength);
  return {};
}

std::int64_t life_ms(const CreateApiKey::Input& input) {
  const double seconds = input.expiresIn ? input.expiresIn->value : kExpiresMax;
  return static_cast<std::int64_t>(seconds * 1000);
}

}  // namespace

Task<CreateApiKey::Output> create_api_key(Context& context, CreateApiKey::Input input) {
  const auto current = co_await find_session(context);
  if (has_server_property(input)) co_await refuse(kServerOnly);
  if (!current || !input.userId.text.empty()) co_await refuse(kNoSessionForKeys);
  co_await check(input);
  const auto& organization = current->session.activeOrganizationId;
  if (organization && !co_await may_manage_keys(context, current->user.id, *organization))
    co_await refuse(kMayNotManageKeys);

  const Timestamp now = context.now();
  KeyRow row;
  row.id = new_id();
  row.userId = current->user.id;
  row.organizationId = organization;
  row.name = std::move(input.name);
  row.prefix = input.prefix ? std::move(input.prefix->value) : std::string(kPrefix);
  if (input.metadata && is_container(*input.metadata)) row.metadata = input.metadata;
  row.expiresAt = Timestamp{now.ms + life_ms(input)};
  row.createdAt = row.updatedAt = now;
  std::string key = row.prefix + new_key_secret();
  row.start = key.substr(0, kStartLength);
  co_await context.database.batch(
      sql::bind(kInsertKey, row.id, hash_of_key(key), row.userId, row.organizationId, row.name,
                row.start, row.prefix, row.metadata, row.expiresAt, now),
      log_key(context, AuditAction::key_created, row));
  ApiKey made = shown(std::move(row));
  made.metadata = std::move(input.metadata);
  made.key = std::move(key);
  co_return made;
}

}  // namespace crow::auth
