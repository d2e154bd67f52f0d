#include "workers/auth/signing-key.h"

#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/host/crypto.h"
#include "workers/auth/ids.h"
#include "workers/auth/seal.h"

namespace crow::auth {
namespace {

struct Row {
  std::string id, privateKey;
  Timestamp createdAt;
  static constexpr auto fields =
      describe(field<&Row::id>("id", ""), field<&Row::privateKey>("privateKey", ""),
               field<&Row::createdAt>("createdAt", ""));
};

constexpr sql::Statement<Row> kSelectNewest{"auth.select_signing_keys", R"sql(
  SELECT id, private_key, created_at FROM jwks ORDER BY created_at DESC, id DESC LIMIT 10
)sql"};

// Nobody's key comes in between: the newest must still be the one that was seen (?1), or none.
constexpr sql::Statement<sql::None, std::optional<std::string>, std::string_view, std::string_view,
                         std::string_view, Timestamp>
    kInsertKey{"auth.insert_signing_key", R"sql(
  INSERT INTO jwks (id, public_key, private_key, created_at)
  SELECT ?2, ?3, ?4, max(?5, coalesce((SELECT max(created_at) + 1 FROM jwks), 0))
   WHERE (SELECT id FROM jwks ORDER BY created_at DESC, id DESC LIMIT 1) IS ?1
)sql"};

// Those whose successor is as old as ?1.
constexpr sql::Statement<sql::None, Timestamp> kDeleteKeys{"auth.delete_signing_keys", R"sql(
  DELETE FROM jwks
   WHERE created_at < (SELECT max(created_at) FROM jwks WHERE created_at <= ?1)
)sql"};

constexpr sql::Statement<Jwk> kSelectAll{"auth.select_public_keys", R"sql(
  SELECT 'EdDSA' AS alg, 'Ed25519' AS crv, public_key AS x, 'OKP' AS kty, id AS kid
    FROM jwks
   ORDER BY created_at DESC, id DESC
)sql"};

constexpr std::int64_t kRememberedMs = 5 * kSecond;
constexpr std::int64_t kKeyRememberedMs = 5 * kMinute;
constexpr std::int64_t kPublishedFirstMs = 10 * kMinute;
constexpr std::int64_t kSignsMs = 90 * kDay, kVerifiesMs = 30 * kDay;

// Caches of this instance: plain data that belongs to no request.
SigningKey known_key;
std::int64_t key_read_ms = 0;
JwkSet known_set;
std::int64_t set_read_ms = 0;

// The key of a row; absent when another secret sealed it.
std::optional<SigningKey> opened(const Row& row) {
  auto private_key = open_sealed(kSealOfSigningKeys, row.privateKey);
  if (!private_key || private_key->size() != 32) return std::nullopt;
  return SigningKey{row.id, std::move(*private_key)};
}

// Of the keys that can be opened, newest first: the newest that was published for a while, else the
// one that was published longest.
std::optional<SigningKey> choose(const std::vector<Row>& rows, Timestamp now) {
  std::optional<SigningKey> young;
  for (const Row& row : rows) {
    auto key = opened(row);
    if (!key) continue;
    if (row.createdAt.ms <= now.ms - kPublishedFirstMs) return key;
    young = std::move(key);
  }
  return young;
}

// Stores a new key unless somebody was faster; the keys as they are then.
Task<std::vector<Row>> add_key(Context& context, const std::vector<Row>& seen) {
  const crypto::KeyPair pair = crypto::ed25519_generate();
  const std::string sealed = co_await seal(kSealOfSigningKeys, pair.private_key);
  auto [none, rows] = co_await context.database.batch(
      sql::bind(kInsertKey, seen.empty() ? std::nullopt : std::optional(seen.front().id), new_id(),
                base64url(pair.public_key), sealed, context.now()),
      sql::bind(kSelectNewest));
  set_read_ms = 0;
  co_return std::move(rows.rows);
}

}  // namespace

Task<SigningKey> ensure_signing_key(Context& context) {
  const Timestamp now = context.now();
  if (!known_key.id.empty() && now.ms - key_read_ms < kKeyRememberedMs) co_return known_key;
  auto found = co_await context.database.all(kSelectNewest).as_result();
  // While the database is away, the key that is known still signs.
  if (!found && !known_key.id.empty()) co_return known_key;
  auto rows = co_await std::move(found);
  auto key = choose(rows, now);
  if (!key) {
    // Another instance may have been faster; what is stored then is the key of both.
    rows = co_await add_key(context, rows);
    key = choose(rows, now);
    co_await require(key.has_value(), ErrorCode::internal, "There is no signing key to open.");
  }
  known_key = std::move(*key);
  key_read_ms = now.ms;
  co_return known_key;
}

Task<> rotate_signing_key(Context& context) {
  const Timestamp now = context.now();
  const auto rows = co_await context.database.all(kSelectNewest);
  if (!rows.empty() && rows.front().createdAt.ms <= now.ms - kSignsMs)
    co_await add_key(context, rows);
  co_await context.database.run(kDeleteKeys, Timestamp{now.ms - kVerifiesMs});
}

Task<JwkSet> public_keys(Context& context) {
  const std::int64_t now = context.now().ms;
  if (!known_set.keys.empty() && now - set_read_ms < kRememberedMs) co_return known_set;
  JwkSet set{co_await context.database.all(kSelectAll)};
  if (set.keys.empty()) {
    co_await ensure_signing_key(context);
    set.keys = co_await context.database.all(kSelectAll);
  }
  known_set = set;
  set_read_ms = now;
  co_return set;
}

void forget_keys() {
  known_key = {};
  key_read_ms = 0;
  known_set = {};
  set_read_ms = 0;
}

}  // namespace crow::auth
