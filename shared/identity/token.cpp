#include "shared/identity/token.h"

#include <memory>

#include "shared/core/text.h"
#include "shared/host/crypto.h"
#include "shared/host/services.h"
#include "shared/json/read.h"
#include "shared/json/write.h"

namespace crow {
namespace {

struct TokenHeader {
  std::string alg, kid;
  static constexpr auto fields = describe(field<&TokenHeader::alg>("alg", "Must be EdDSA."),
                                          field<&TokenHeader::kid>("kid", "Which key signed it."));
};

struct Claims {
  std::string sub, org;
  Role role;
  std::vector<Permission> permissions;
  Tier tier;
  Integer<0, 253'402'300'799> exp;  // Seconds since 1970 (RFC 7519, 4.1.4), up to the year 9999.
  static constexpr auto fields = describe(
      field<&Claims::sub>("sub", "The user."), field<&Claims::org>("org", "The organization."),
      field<&Claims::role>("role", "The user's role in it."),
      field<&Claims::permissions>("permissions", "What the user may do.").required(),
      field<&Claims::tier>("tier", "The organization's tier."),
      field<&Claims::exp>("exp", "When it ends, in seconds since 1970."));
};

constexpr json::Limits kTokenLimits{.depth = 3, .values = 64, .unknown = json::Unknown::ignored};

struct Remembered {
  std::string hash;
  Verified verified;
};

constexpr std::size_t kRememberedMax = 512;
constexpr std::int64_t kKeysAgeMinMs = 5'000;

// Caches of this instance. Plain data: nothing in them belongs to a request.
std::vector<Remembered> remembered;
JwkSet known_keys;
std::int64_t keys_fetched_ms = 0;

// Whether a token that ends then is good now: what ends later than any token made now was made
// before the clock went back. One second of leeway, since `exp` is cut to whole seconds.
bool is_current(Timestamp expires, Timestamp now) {
  return expires > now && expires.ms <= now.ms + kTokenLifeMs + 1'000;
}

const Verified* recall(std::string_view hash, Timestamp now) {
  for (const Remembered& entry : remembered)
    if (entry.hash == hash && is_current(entry.verified.expires, now)) return &entry.verified;
  return nullptr;
}

void remember(std::string hash, const Verified& verified, Timestamp now) {
  std::erase_if(remembered, [&](const Remembered& entry) { return entry.verified.expires <= now; });
  if (remembered.size() >= kRememberedMax) remembered.erase(remembered.begin());
  remembered.push_back({std::move(hash), verified});
}

template <typename T>
std::optional<T> read_segment(std::string_view segment) {
  auto text = from_base64(segment);
  if (!text) return std::nullopt;
  auto value = json::read<T>(std::move(*text), kTokenLimits);
  if (!value) return std::nullopt;
  return std::move(*value);
}

std::string key_id_of(std::string_view token) {
  const auto header = read_segment<TokenHeader>(split_off(token, '.'));
  return header ? header->kid : std::string();
}

bool knows_key(std::string_view key_id) {
  for (const Jwk& key : known_keys.keys)
    if (key.kid == key_id) return true;
  return false;
}

}  // namespace

std::string sign_jwt(std::string_view claims_json, std::string_view key_id,
                     std::string_view private_key) {
  json::Writer header;
  header.begin_object().member("alg", "EdDSA").member("kid", key_id).end_object();
  std::string token = base64url(header.str()) + '.' + base64url(claims_json);
  const std::string signature = crypto::ed25519_sign(private_key, token);
  return token + '.' + base64url(signature);
}

std::string token_claims(const Caller& caller, Timestamp expires) {
  json::Writer claims;
  claims.begin_object().member("sub", caller.user_id).member("org", caller.organization_id);
  claims.member("role", name_of(caller.role)).key("permissions").begin_array();
  for (std::size_t i = 0; i < names(Permission{}).size(); ++i)
    if (caller.permissions.has(static_cast<Permission>(i)))
      claims.text(name_of(static_cast<Permission>(i)));
  claims.end_array().member("tier", name_of(caller.tier));
  claims.member("exp", expires.ms / 1000).end_object();
  return claims.take();
}

std::optional<Verified> verify_token(std::string_view token, const JwkSet& keys, Timestamp now) {
  std::string_view rest = token;
  const std::string_view header_segment = split_off(rest, '.');
  const std::string_view claims_segment = split_off(rest, '.');
  const auto header = read_segment<TokenHeader>(header_segment);
  if (!header || header->alg != "EdDSA") return std::nullopt;
  const auto signature = from_base64(rest);
  if (!signature) return std::nullopt;
  const std::string_view signed_part =
      token.substr(0, header_segment.size() + 1 + claims_segment.size());
  bool is_signed = false;
  for (const Jwk& key : keys.keys) {
    if (key.kid != header->kid || key.crv != "Ed25519") continue;
    const auto public_key = from_base64(key.x);
    is_signed |= public_key && crypto::ed25519_verify(*public_key, signed_part, *signature);
  }
  if (!is_signed) return std::nullopt;
  const auto claims = read_segment<Claims>(claims_segment);
  if (!claims) return std::nullopt;
  const Timestamp expires{claims->exp * 1000};
  if (!is_current(expires, now)) return std::nullopt;
  Caller caller{claims->sub, claims->org, claims->role, {}, claims->tier};
  for (const Permission permission : claims->permissions) caller.permissions.add(permission);
  return Verified{std::move(caller), expires};
}

Task<Caller> caller_of_token(Host host, std::string_view token, std::string_view auth_binding) {
  constexpr std::string_view kRefusal = "The internal token is not valid.";
  const Timestamp now = host.now();
  std::string hash = crypto::sha256(token);
  if (const Verified* known = recall(hash, now)) co_return known->caller;

  const bool may_ask = now.ms < keys_fetched_ms || now.ms - keys_fetched_ms >= kKeysAgeMinMs;
  if (!knows_key(key_id_of(token)) && may_ask) {
    auto keys = co_await Services(host).get<JwkSet>(auth_binding, "/api/v1/auth/jwks");
    known_keys = std::move(keys);
    keys_fetched_ms = now.ms;
  }
  const auto verified = verify_token(token, known_keys, now);
  co_await require(verified.has_value(), ErrorCode::unauthenticated, kRefusal);
  remember(std::move(hash), *verified, now);
  co_return verified->caller;
}

void forget_tokens() {
  remembered.clear();
  known_keys.keys.clear();
  keys_fetched_ms = 0;
}

bool is_internal_key(std::string_view key) {
  std::string_view keys = variable_or("INTERNAL_KEY", {});
  bool is_known = false;
  while (!keys.empty()) {
    const std::string_view candidate = trim(split_off(keys, ','));
    is_known |= !candidate.empty() && equal_in_constant_time(key, candidate);
  }
  return is_known;
}

}  // namespace crow
