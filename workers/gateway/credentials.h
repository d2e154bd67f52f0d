// The credential of a request: where it may stand, and what it must look like.
#pragma once

#include <optional>
#include <string>

#include "shared/contracts/auth.h"
#include "shared/core/error.h"
#include "shared/http/message.h"

namespace crow::gateway {

struct Credential {
  auth::CredentialKind kind;
  std::string value;  // The cookie's value, decoded, or the key.
  // Why nobody needs to be asked about it: a sentence for the client. Empty when it may be good.
  std::string refusal = {};
};

// Looks at X-API-Key, ApiKey, Authorization (Bearer or ApiKey) and the session cookie. Nothing when
// none is there. The same key in two places is one credential. A cookie that comes with a change
// from a page that is not trusted (shared/identity/origin.h) is refused.
//
// Errors: invalid_argument, when they differ or a header comes twice.
Result<std::optional<Credential>> find_credential(const Request& request);

}  // namespace crow::gateway
