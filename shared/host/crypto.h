// Cryptography, all of it the platform's: node:crypto in workerd, OpenSSL natively.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/host/host.h"

namespace crow::crypto {

// FIPS 180-4; 32 bytes.
std::string sha256(std::string_view data);
// RFC 2104 over SHA-256; 32 bytes.
std::string hmac_sha256(std::string_view key, std::string_view data);

// RFC 8032, raw keys of 32 bytes, signatures of 64.
struct KeyPair {
  std::string private_key;
  std::string public_key;
};
KeyPair ed25519_generate();
std::string ed25519_sign(std::string_view private_key, std::string_view data);
// False for a key or a signature of the wrong length too.
bool ed25519_verify(std::string_view public_key, std::string_view data, std::string_view signature);

// AES-256-GCM under a 32-byte key: a fresh 12-byte nonce, then the sealed bytes with their tag.
std::string seal(std::string_view key, std::string_view data);
// Absent when it was not sealed with this key, or altered.
std::optional<std::string> open(std::string_view key, std::string_view sealed);

// scrypt (RFC 7914). It holds the whole process up while it computes, 50 to 100 ms, so hashes stand
// in line and let other requests run between two of them. The last of so many waits for two
// seconds.
inline constexpr std::size_t kHashesAtOnceMax = 20;

struct ScryptCost {
  std::uint32_t n, r, p;
};
// Errors: unavailable, with retry_after_s, when that many are in line already.
Task<std::string> scrypt(Host host, std::string_view password, std::string_view salt,
                         ScryptCost cost, std::uint32_t key_bytes);

// Unicode's NFKC of well-formed UTF-8.
std::string nfkc(std::string_view text);

}  // namespace crow::crypto
