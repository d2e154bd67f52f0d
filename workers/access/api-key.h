// Keys: how they are stored, found and shown.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/contracts/auth/api-keys.h"
#include "shared/identity/audit-action.h"
#include "shared/service/context.h"

namespace crow::auth {

// A key as its row holds it.
struct KeyRow {
  std::string id, userId;
  std::optional<std::string> organizationId, name;
  std::string start, prefix;
  bool isEnabled = true;
  std::int64_t requestCount = 0;
  std::optional<Timestamp> lastRequest;
  std::optional<RawJson> metadata;
  std::optional<Timestamp> expiresAt;
  Timestamp createdAt, updatedAt;

  static constexpr auto fields = describe(
      field<&KeyRow::id>("id", ""), field<&KeyRow::userId>("userId", ""),
      field<&KeyRow::organizationId>("organizationId", ""), field<&KeyRow::name>("name", ""),
      field<&KeyRow::start>("start", ""), field<&KeyRow::prefix>("prefix", ""),
      field<&KeyRow::isEnabled>("isEnabled", ""), field<&KeyRow::requestCount>("requestCount", ""),
      field<&KeyRow::lastRequest>("lastRequest", ""), field<&KeyRow::metadata>("metadata", ""),
      field<&KeyRow::expiresAt>("expiresAt", ""), field<&KeyRow::createdAt>("createdAt", ""),
      field<&KeyRow::updatedAt>("updatedAt", ""));
};

// A row as Better Auth shows it.
ApiKey shown(KeyRow row);

// A key by its id; absent when there is none.
Task<std::optional<KeyRow>> find_key(const Context& context, std::string_view id);

// The statement that writes of a key into the audit log, when the one before it changed something.
sql::Bound<sql::None> log_key(const Context& context, AuditAction action, const KeyRow& row);

// "default" is the one configuration; Better Auth takes an absent or empty name for it too.
bool is_default_configuration(const std::optional<std::string>& name);

}  // namespace crow::auth
