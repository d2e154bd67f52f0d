#include "shared/identity/permissions.h"
#include "workers/auth/cookie.h"
#include "workers/auth/handlers.h"
#include "workers/auth/key-hash.h"
#include "workers/auth/signing-key.h"

namespace crow::auth {
namespace {

// A session or a key, and what its owner is in its organization at this moment.
struct Row {
  std::string id, userId;
  std::optional<std::string> organizationId;
  bool isEnabled = true;
  std::optional<Timestamp> expiresAt;
  std::optional<Role> role;
  std::optional<Tier> tier;
  std::optional<std::int64_t> perMinute, perDay;
  std::optional<RawJson> disabled;

  static constexpr auto fields = describe(
      field<&Row::id>("id", ""), field<&Row::userId>("userId", ""),
      field<&Row::organizationId>("organizationId", ""), field<&Row::isEnabled>("isEnabled", ""),
      field<&Row::expiresAt>("expiresAt", ""), field<&Row::role>("role", ""),
      field<&Row::tier>("tier", ""), field<&Row::perMinute>("perMinute", ""),
      field<&Row::perDay>("perDay", ""), field<&Row::disabled>("disabled", ""));
};

constexpr sql::Statement<Row, std::string_view> kSelectSession{"auth.resolve_session", R"sql(
  SELECT s.id, s.user_id, s.active_organization_id AS organization_id, 1 AS is_enabled,
         s.expires_at, m.role, o.tier, o.per_minute, o.per_day, p.disabled
    FROM session AS s
    LEFT JOIN member AS m
      ON m.user_id = s.user_id AND m.organization_id = s.active_organization_id
    LEFT JOIN organization AS o ON o.id = m.organization_id
    LEFT JOIN member_permission AS p
      ON p.user_id = m.user_id AND p.organization_id = m.organization_id
   WHERE s.token = ?1
)sql"};

constexpr sql::Statement<Row, std::string_view> kSelectKey{"auth.resolve_key", R"sql(
  SELECT k.id, k.user_id, k.organization_id, k.is_enabled,
         k.expires_at, m.role, o.tier, o.per_minute, o.per_day, p.disabled
    FROM apikey AS k
    LEFT JOIN member AS m ON m.user_id = k.user_id AND m.organization_id = k.organization_id
    LEFT JOIN organization AS o ON o.id = m.organization_id
    LEFT JOIN member_permission AS p
      ON p.user_id = m.user_id AND p.organization_id = m.organization_id
   WHERE k.key_hash = ?1
)sql"};

constexpr std::string_view kBadSession = "The session is invalid or has ended.";
constexpr std::string_view kBadKey = "The API key is invalid, disabled or expired.";
constexpr std::string_view kOrphanedKey =
    "The API key's owner is no longer a member of its organization.";

Task<std::optional<Row>> find_row(Context& context, const ResolveCredential::Input& input) {
  if (input.kind == CredentialKind::key)
    co_return co_await context.database.find(kSelectKey, hash_of_key(input.credential.value));
  const auto token = co_await verify_value(input.credential.value);
  if (!token) co_return std::optional<Row>();
  co_return co_await context.database.find(kSelectSession, *token);
}

// Why the credential is not good; empty when it is.
std::string_view refusal_of(const std::optional<Row>& row, CredentialKind kind, Timestamp now) {
  const bool is_key = kind == CredentialKind::key;
  if (!row || !row->isEnabled || (row->expiresAt && *row->expiresAt < now))
    return is_key ? kBadKey : kBadSession;
  // A session of somebody who left acts for nobody, a key of theirs does not act at all.
  if (is_key && row->organizationId && !row->role) return kOrphanedKey;
  return {};
}

}  // namespace

Task<ResolveCredential::Output> resolve_credential(Context& context,
                                                   ResolveCredential::Input input) {
  // Both are asked for at once; the key only the first time.
  auto key_task = ensure_signing_key(context);
  const auto row = co_await find_row(context, input);
  const Timestamp now = context.now();
  ResolveCredential::Output output;
  output.refusal = refusal_of(row, input.kind, now);
  if (!output.refusal.empty()) co_return output;

  Caller caller;
  caller.user_id = row->userId;
  if (row->role) {
    caller.organization_id = *row->organizationId;
    caller.role = *row->role;
    caller.permissions = co_await permissions_of(*row->role, row->disabled);
    caller.tier = row->tier.value_or(Tier::free);
  }
  const SigningKey key = co_await std::move(key_task);
  output.token = sign_jwt(token_claims(caller, {now.ms + kTokenLifeMs}), key.id, key.private_key);
  output.userId = std::move(caller.user_id);
  output.organizationId = std::move(caller.organization_id);
  output.credentialId = row->id;
  output.tier = caller.tier;
  // The operator's numbers are for Enterprise, and wait while an organization has another tier.
  if (caller.tier == Tier::enterprise) {
    output.perMinute = row->perMinute;
    output.perDay = row->perDay;
  }
  co_return output;
}

}  // namespace crow::auth
