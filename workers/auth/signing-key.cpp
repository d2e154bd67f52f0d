#include "workers/auth/signing-key.h"

#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/host/crypto.h"
#include "workers/auth/cookie.h"
#include "workers/auth/ids.h"

namespace crow::auth {
namespace {

struct Row {
  std::string id, privateKey;
  static constexpr auto fields =
      describe(field<&Row::id>("id", ""), field<&Row::privateKey>("privateKey", ""));
};

constexpr sql::Statement<Row> kSelectNewest{"auth.select_signing_key", R"sql(
  SELECT id, private_key FROM jwks ORDER BY created_at DESC, id DESC LIMIT 1
)sql"};

// Nobody's key comes in between: the newest must still be the one that was seen (?1), or none.
constexpr sql::Statement<sql::None, std::optional<std::string>, std::string_view, std::string_view,
                         std::string_view, Timestamp>
    kInsertKey{"auth.insert_signing_key", R"sql(
  INSERT INTO jwks (id, public_key, private_key, created_at)
  SELECT ?2, ?3, ?4, max(?5, coalesce((SELECT max(created_at) + 1 FROM jwks), 0))
   WHERE (SELECT id FROM jwks ORDER BY created_at DESC, id DESC LIMIT 1) IS ?1
)sql"};

constexpr sql::Statement<Jwk> kSelectAll{"auth.select_public_keys", R"sql(
  SELECT 'EdDSA' AS alg, 'Ed25519' AS crv, public_key AS x, 'OKP' AS kty, id AS kid
    FROM jwks
   ORDER BY created_at DESC, id DESC
)sql"};

constexpr std::int64_t kRememberedMs = 5 * kSecond;

// Caches of this instance: plain data that belongs to no request.
SigningKey known_key;
JwkSet known_set;
std::int64_t set_read_ms = 0;

Result<std::string> sealing_key() {
  return crypto::hmac_sha256(TRY(auth_secret()), "crow: the seal of signing keys");
}

// The key of a row; absent when another secret sealed it.
Result<std::optional<SigningKey>> opened(const Row& row) {
  const auto sealed = from_base64(row.privateKey);
  if (!sealed) return std::nullopt;
  auto private_key = crypto::open(TRY(sealing_key()), *sealed);
  if (!private_key || private_key->size() != 32) return std::nullopt;
  return SigningKey{row.id, std::move(*private_key)};
}

}  // namespace

Task<SigningKey> ensure_signing_key(Context& context) {
  if (!known_key.id.empty()) co_return known_key;
  auto row = co_await context.database.find(kSelectNewest);
  auto key = row ? co_await opened(*row) : std::nullopt;
  if (!key) {
    const crypto::KeyPair pair = crypto::ed25519_generate();
    const std::string sealed = base64url(crypto::seal(co_await sealing_key(), pair.private_key));
    const std::optional<std::string> seen = row ? std::optional(row->id) : std::nullopt;
    // Another instance may have been faster; what is stored then is the key of both.
    auto [none, newest] = co_await context.database.batch(
        sql::bind(kInsertKey, seen, new_id(), base64url(pair.public_key), sealed, context.now()),
        sql::bind(kSelectNewest));
    co_await require(!newest.rows.empty(), ErrorCode::internal, "There is no signing key.");
    key = co_await opened(newest.rows.front());
    co_await require(key.has_value(), ErrorCode::internal, "The signing key cannot be opened.");
    set_read_ms = 0;
  }
  known_key = std::move(*key);
  co_return known_key;
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
  known_set = {};
  set_read_ms = 0;
}

}  // namespace crow::auth
