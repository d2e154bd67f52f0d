// The internal token: how a service knows the caller without asking anyone.
//
// auth signs one per credential and organization (EdDSA, RFC 8037), good for at most 60 seconds:
// {sub, org, role, permissions, tier, exp}. A service checks the signature once, 66 µs, and
// remembers the answer by the token's hash until it expires.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/core/describe.h"
#include "shared/core/task.h"
#include "shared/host/host.h"
#include "shared/identity/caller.h"

namespace crow {

inline constexpr std::int64_t kTokenLifeMs = 60'000;

// RFC 7517, RFC 8037: the public half of a signing key.
struct Jwk {
  std::string alg, crv, x, kty, kid;
  static constexpr auto fields = describe(
      field<&Jwk::alg>("alg", "Always `EdDSA`."), field<&Jwk::crv>("crv", "Always `Ed25519`."),
      field<&Jwk::x>("x", "The public key, base64url."), field<&Jwk::kty>("kty", "Always `OKP`."),
      field<&Jwk::kid>("kid", "The key's id, as in a token's header."));
};

struct JwkSet {
  static constexpr std::string_view title = "JsonWebKeySet";
  std::vector<Jwk> keys;
  static constexpr auto fields = describe(field<&JwkSet::keys>("keys", "All keys in use."));
};

// A JSON Web Token (RFC 7519) over `claims_json`, signed with Ed25519.
std::string sign_jwt(std::string_view claims_json, std::string_view key_id,
                     std::string_view private_key);

// The claims of an internal token for `caller`, good until `expires`.
std::string token_claims(const Caller& caller, Timestamp expires);

// Reads and checks a token against known keys. Absent for anything but a good, unexpired token of
// ours: another algorithm, another key, a changed byte, missing claims, a life over 60 seconds.
struct Verified {
  Caller caller;
  Timestamp expires;
};
std::optional<Verified> verify_token(std::string_view token, const JwkSet& keys, Timestamp now);

// The caller that an internal token names. Looks in this instance's memory first; then checks the
// signature with the keys of `auth_binding`, which it fetches when it does not know the key's id.
//
// Errors: unauthenticated; unavailable when auth does not answer.
Task<Caller> caller_of_token(Host host, std::string_view token, std::string_view auth_binding);

// Empties this instance's memory of tokens and keys; tests begin with it.
void forget_tokens();

// True when `key` is one of the platform's internal keys (secret INTERNAL_KEY: one value, or two
// separated by a comma while they rotate).
bool is_internal_key(std::string_view key);

}  // namespace crow
