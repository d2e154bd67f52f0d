#include "workers/auth/password.h"

#include "shared/core/text.h"
#include "shared/host/crypto.h"
#include "workers/auth/refusal.h"
#include "workers/auth/utf16.h"

namespace crow::auth {
namespace {

constexpr std::size_t kLengthMin = 8, kLengthMax = 128;
constexpr std::size_t kSaltBytes = 16;
constexpr std::uint32_t kKeyBytes = 64;
constexpr crypto::ScryptCost kCost{.n = 16'384, .r = 16, .p = 1};

// scrypt takes the salt's hexadecimal digits as they are, not the bytes that they stand for.
Task<std::string> hex_key(Host host, std::string_view password, std::string_view hex_salt) {
  const std::string key =
      co_await crypto::scrypt(host, crypto::nfkc(password), hex_salt, kCost, kKeyBytes);
  co_return hex(key);
}

}  // namespace

Result<> check_password_length(std::string_view password) {
  if (utf16_length(password) > kLengthMax) return refuse(kPasswordTooLong);
  return {};
}

Result<> check_password(std::string_view password) {
  if (utf16_length(password) < kLengthMin) return refuse(kPasswordTooShort);
  return check_password_length(password);
}

Task<std::string> hash_password(Host host, std::string_view password) {
  const std::string salt = hex(random_bytes(kSaltBytes));
  const std::string key = co_await hex_key(host, password, salt);
  co_return salt + ':' + key;
}

Task<bool> verify_password(Host host, std::string_view password, std::string_view hash) {
  std::string_view stored_key = hash;
  const std::string salt(split_off(stored_key, ':'));
  const std::string expected(stored_key);
  const std::string key =
      co_await hex_key(host, password, salt.empty() ? hex(random_bytes(kSaltBytes)) : salt);
  co_return !expected.empty() && equal_in_constant_time(key, expected);
}

}  // namespace crow::auth
