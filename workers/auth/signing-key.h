// The key that signs tokens: Ed25519, made on first use, its private half stored sealed.
//
// Every 90 days another follows. It is published ten minutes before it signs, so that whoever
// remembers the keys for a while knows it by then; the one before verifies for 30 days more.
#pragma once

#include <string>

#include "shared/identity/token.h"
#include "shared/service/context.h"

namespace crow::auth {

struct SigningKey {
  std::string id;           // The token's `kid`.
  std::string private_key;  // Raw.
};

// The key that signs now. It is remembered for five minutes; when there is none, or none whose seal
// was made with this AUTH_SECRET, a new one is made. Instances that do so at once agree on one.
//
// Errors: unavailable, internal.
Task<SigningKey> ensure_signing_key(Context& context);

// Makes the next key when it is time, and deletes those that verify no longer.
Task<> rotate_signing_key(Context& context);

// The public halves of all keys, for whoever verifies tokens. Remembered for five seconds.
Task<JwkSet> public_keys(Context& context);

// For tests: what was remembered is read anew.
void forget_keys();

}  // namespace crow::auth
