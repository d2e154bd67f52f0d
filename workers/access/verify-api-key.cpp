#include "shared/core/time.h"
#include "workers/access/api-key.h"
#include "workers/access/handlers.h"
#include "workers/auth/key-hash.h"
#include "workers/auth/refusal.h"

namespace crow::auth {
namespace {

struct Row {
  KeyRow key;
  bool isOrphan = false;

  static constexpr auto fields =
      describe(embed<&Row::key>(), field<&Row::isOrphan>("isOrphan", ""));
};

// A key whose owner has left the organization is as good as none.
constexpr sql::Statement<Row, std::string_view> kSelectKey{"auth.verify_key", R"sql(
  SELECT k.id, k.user_id, k.organization_id, k.name, k.start, k.prefix, k.is_enabled,
         k.request_count, k.last_request, k.metadata, k.expires_at, k.created_at, k.updated_at,
         k.organization_id IS NOT NULL AND m.id IS NULL AS is_orphan
    FROM apikey AS k
    LEFT JOIN member AS m ON m.user_id = k.user_id AND m.organization_id = k.organization_id
   WHERE k.key_hash = ?1
)sql"};

constexpr sql::Statement<sql::None, std::string_view> kDeleteKey{"auth.delete_expired_key", R"sql(
  DELETE FROM apikey WHERE id = ?1
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::int64_t, Timestamp> kAddUses{
    "auth.add_key_uses", R"sql(
  UPDATE apikey
     SET request_count = request_count + CAST(?2 AS INTEGER),
         last_request = max(coalesce(last_request, 0), CAST(?3 AS INTEGER))
   WHERE id = ?1
)sql"};

constexpr std::int64_t kWriteEveryMs = 10 * kSecond;
constexpr std::size_t kTalliesMax = 256;

// Uses that this instance has not written yet. Plain data that belongs to no request.
struct Tally {
  std::string id;
  std::int64_t uses = 0;
  std::int64_t written_ms = 0;
};
std::vector<Tally> tallies;

// Counts one use; how many to write now, or 0.
std::int64_t count_use(const std::string& id, std::int64_t now_ms) {
  Tally* tally = nullptr;
  for (Tally& known : tallies)
    if (known.id == id) tally = &known;
  if (!tally) {
    if (tallies.size() == kTalliesMax) tallies.erase(tallies.begin());
    tally = &tallies.emplace_back(id);
  }
  ++tally->uses;
  if (now_ms - tally->written_ms < kWriteEveryMs) return 0;
  tally->written_ms = now_ms;
  return std::exchange(tally->uses, 0);
}

VerifyApiKey::Output refused(const Refusal& refusal) {
  VerifyApiKey::Output output;
  output.error = {std::string(refusal.message), std::string(refusal.code)};
  return output;
}

}  // namespace

Task<VerifyApiKey::Output> verify_api_key(Context& context, VerifyApiKey::Input input) {
  auto row = co_await context.database.find(kSelectKey, hash_of_key(input.key));
  if (!row || row->isOrphan || !is_default_configuration(input.configId))
    co_return refused(kKeyInvalid);
  KeyRow& key = row->key;
  if (!key.isEnabled) co_return refused(kKeyDisabled);
  const Timestamp now = context.now();
  if (key.expiresAt && *key.expiresAt < now) {
    co_await context.database.run(kDeleteKey, key.id);
    co_return refused(kKeyExpired);
  }
  // A key has no permissions of its own, so it lacks whichever is asked for.
  if (input.permissions) co_return refused(kKeyNotFound);

  const std::int64_t uses = count_use(key.id, now.ms);
  if (uses > 0) co_await context.database.run(kAddUses, key.id, uses, now);
  key.requestCount += uses;
  key.lastRequest = now;
  VerifyApiKey::Output output;
  output.valid = true;
  output.userId = key.userId;
  output.organizationId = key.organizationId;
  output.key = shown(std::move(key));
  co_return output;
}

}  // namespace crow::auth
