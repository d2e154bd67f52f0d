#include "shared/host/crypto.h"

#include "shared/core/text.h"
#include "shared/host/imports.h"

namespace crow::crypto {
namespace {

constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;
constexpr int kHashesWaitingMax = 2;

int hashes_waiting = 0;

// Counts one waiting hash for as long as it lives, also when its request is cancelled.
struct WaitingHash {
  WaitingHash() { ++hashes_waiting; }
  WaitingHash(const WaitingHash&) = delete;
  WaitingHash& operator=(const WaitingHash&) = delete;
  ~WaitingHash() { --hashes_waiting; }
};

}  // namespace

std::string sha256(std::string_view data) {
  std::string out(32, '\0');
  crow_sha256(data.data(), data.size(), out.data());
  return out;
}

std::string hmac_sha256(std::string_view key, std::string_view data) {
  std::string out(32, '\0');
  crow_hmac_sha256(key.data(), key.size(), data.data(), data.size(), out.data());
  return out;
}

KeyPair ed25519_generate() {
  KeyPair pair{std::string(32, '\0'), std::string(32, '\0')};
  crow_ed25519_generate(pair.private_key.data(), pair.public_key.data());
  return pair;
}

std::string ed25519_sign(std::string_view private_key, std::string_view data) {
  std::string out(64, '\0');
  crow_ed25519_sign(private_key.data(), data.data(), data.size(), out.data());
  return out;
}

bool ed25519_verify(std::string_view public_key, std::string_view data,
                    std::string_view signature) {
  if (public_key.size() != 32 || signature.size() != 64) return false;
  return crow_ed25519_verify(public_key.data(), data.data(), data.size(), signature.data()) == 1;
}

std::string seal(std::string_view key, std::string_view data) {
  if (key.size() != 32) __builtin_trap();
  std::string out = random_bytes(kNonceBytes);
  out.resize(kNonceBytes + data.size() + kTagBytes);
  crow_aes_gcm_seal(key.data(), out.data(), data.data(), data.size(), out.data() + kNonceBytes);
  return out;
}

std::optional<std::string> open(std::string_view key, std::string_view sealed) {
  if (key.size() != 32 || sealed.size() < kNonceBytes + kTagBytes) return std::nullopt;
  const std::string_view body = sealed.substr(kNonceBytes);
  std::string out(body.size() - kTagBytes, '\0');
  if (crow_aes_gcm_open(key.data(), sealed.data(), body.data(), body.size(), out.data()) != 1)
    return std::nullopt;
  return out;
}

Task<std::string> scrypt(Host host, std::string_view password, std::string_view salt,
                         ScryptCost cost, std::uint32_t key_bytes) {
  if (hashes_waiting >= kHashesWaitingMax) {
    Error busy{ErrorCode::unavailable, "Too many sign-ins at this moment; try again.",
               "two hashes wait already", SourcePlace::current()};
    busy.retry_after_s = 1;
    co_return std::unexpected(std::move(busy));
  }
  WaitingHash waiting;
  const std::string payload =
      concat(base64(password), '\n', base64(salt), '\n', std::size_t{cost.n}, '\n',
             std::size_t{cost.r}, '\n', std::size_t{cost.p}, '\n', std::size_t{key_bytes});
  co_return co_await host.call("crypto.scrypt", {}, payload);
}

std::string nfkc(std::string_view text) {
  const std::int32_t length = crow_nfkc(text.data(), text.size());
  return host::take_buffer(static_cast<std::size_t>(length));
}

}  // namespace crow::crypto
