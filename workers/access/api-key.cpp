#include "workers/access/api-key.h"

#include "workers/auth/audit.h"

namespace crow::auth {
namespace {

constexpr sql::Statement<KeyRow, std::string_view> kSelectKey{"auth.find_key", R"sql(
  SELECT id, user_id, organization_id, name, start, prefix, is_enabled, request_count,
         last_request, metadata, expires_at, created_at, updated_at
    FROM apikey
   WHERE id = ?1
)sql"};

}  // namespace

ApiKey shown(KeyRow row) {
  ApiKey key;
  key.name = std::move(row.name);
  key.start = std::move(row.start);
  key.referenceId = std::move(row.userId);
  key.prefix = std::move(row.prefix);
  key.enabled = row.isEnabled;
  key.requestCount = row.requestCount;
  key.lastRequest = row.lastRequest;
  key.expiresAt = row.expiresAt;
  key.createdAt = row.createdAt;
  key.updatedAt = row.updatedAt;
  key.metadata = std::move(row.metadata);
  key.id = std::move(row.id);
  return key;
}

Task<std::optional<KeyRow>> find_key(const Context& context, std::string_view id) {
  return context.database.find(kSelectKey, id);
}

sql::Bound<sql::None> log_key(const Context& context, AuditAction action, const KeyRow& row) {
  const std::string organization = row.organizationId.value_or("");
  return log_event(context, {.action = action,
                             .organization_id = organization,
                             .actor_id = row.userId,
                             .subject_id = row.id,
                             .detail = {{"name", row.name.value_or("")}, {"start", row.start}},
                             .only_if_changed = true});
}

bool is_default_configuration(const std::optional<std::string>& name) {
  return !name || name->empty() || *name == "default";
}

}  // namespace crow::auth
