// What lies in the database and only this deployment may read: the private halves of signing keys,
// the texts of mail that waits, whose links open accounts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/core/error.h"

namespace crow::auth {

// Each purpose has a key of its own, made of AUTH_SECRET: what was sealed for one opens for no
// other.
struct Seal {
  std::string_view name;
};
inline constexpr Seal kSealOfSigningKeys{"crow: the seal of signing keys"};
inline constexpr Seal kSealOfMail{"crow: the seal of mail"};

// base64url of AES-256-GCM.
//
// Errors: internal, when the deployment has no AUTH_SECRET of 32 characters.
Result<std::string> seal(Seal purpose, std::string_view data);

// Absent when another secret sealed it, there is none, or it was altered.
std::optional<std::string> open_sealed(Seal purpose, std::string_view sealed);

}  // namespace crow::auth
