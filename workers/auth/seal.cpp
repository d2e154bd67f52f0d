#include "workers/auth/seal.h"

#include "shared/core/text.h"
#include "shared/host/crypto.h"
#include "workers/auth/cookie.h"

namespace crow::auth {
namespace {

Result<std::string> key_of(Seal purpose) {
  return crypto::hmac_sha256(TRY(auth_secret()), purpose.name);
}

}  // namespace

Result<std::string> seal(Seal purpose, std::string_view data) {
  return base64url(crypto::seal(TRY(key_of(purpose)), data));
}

std::optional<std::string> open_sealed(Seal purpose, std::string_view sealed) {
  const auto bytes = from_base64(sealed);
  const auto key = key_of(purpose);
  if (!bytes || !key) return std::nullopt;
  return crypto::open(*key, *bytes);
}

}  // namespace crow::auth
