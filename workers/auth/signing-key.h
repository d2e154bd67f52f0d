// The key that signs tokens: Ed25519, made on first use, its private half stored sealed.
#pragma once

#include <string>

#include "shared/identity/token.h"
#include "shared/service/context.h"

namespace crow::auth {

struct SigningKey {
  std::string id;           // The token's `kid`.
  std::string private_key;  // Raw.
};

// The newest key. It is read once per instance; when there is none, or its seal was made with
// another AUTH_SECRET, a new one is made. Instances that do so at once agree on one.
//
// Errors: unavailable, internal.
Task<SigningKey> ensure_signing_key(Context& context);

// The public halves of all keys, for whoever verifies tokens. Remembered for five seconds.
Task<JwkSet> public_keys(Context& context);

// For tests: what was remembered is read anew.
void forget_keys();

}  // namespace crow::auth
