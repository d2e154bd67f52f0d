// What is stored instead of an API key.
#pragma once

#include <string>
#include <string_view>

#include "shared/core/text.h"
#include "shared/host/crypto.h"

namespace crow::auth {

// base64url of its SHA-256, as Better Auth stores it.
inline std::string hash_of_key(std::string_view key) { return base64url(crypto::sha256(key)); }

}  // namespace crow::auth
