// The cryptography of the native host, by OpenSSL: the imports of imports.h.
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <cstdlib>

#include "shared/core/text.h"
#include "shared/host/fake/node.h"
#include "shared/host/imports.h"

namespace {

using Digest = unsigned char*;
const unsigned char* bytes(const void* data) { return static_cast<const unsigned char*>(data); }

struct EvpKey {
  EVP_PKEY* key;
  ~EvpKey() { EVP_PKEY_free(key); }
};
struct EvpDigest {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~EvpDigest() { EVP_MD_CTX_free(context); }
};
struct EvpCipher {
  EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
  ~EvpCipher() { EVP_CIPHER_CTX_free(context); }
};

}  // namespace

namespace crow::fake {

std::string scrypt(std::string_view payload) {
  const std::string password = *from_base64(split_off(payload, '\n'));
  const std::string salt = *from_base64(split_off(payload, '\n'));
  const auto number = [&] {
    return static_cast<std::uint64_t>(*to_number(split_off(payload, '\n')));
  };
  const std::uint64_t n = number(), r = number(), p = number(), bytes = number();
  std::string out(bytes, '\0');
  const int done = EVP_PBE_scrypt(
      password.data(), password.size(), reinterpret_cast<const unsigned char*>(salt.data()),
      salt.size(), n, r, p, 64u << 20, reinterpret_cast<unsigned char*>(out.data()), bytes);
  if (done != 1) std::abort();  // A test asks for what OpenSSL does not take.
  return out;
}

}  // namespace crow::fake

extern "C" {

void crow_random(void* out, std::size_t length) {
  RAND_bytes(static_cast<Digest>(out), static_cast<int>(length));
}

void crow_sha256(const char* data, std::size_t length, void* out32) {
  SHA256(bytes(data), length, static_cast<Digest>(out32));
}

void crow_hmac_sha256(const char* key, std::size_t key_length, const char* data, std::size_t length,
                      void* out32) {
  unsigned written = 32;
  HMAC(EVP_sha256(), key, static_cast<int>(key_length), bytes(data), length,
       static_cast<Digest>(out32), &written);
}

void crow_ed25519_generate(void* private32, void* public32) {
  RAND_bytes(static_cast<Digest>(private32), 32);
  const EvpKey key{EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes(private32), 32)};
  std::size_t length = 32;
  EVP_PKEY_get_raw_public_key(key.key, static_cast<Digest>(public32), &length);
}

void crow_ed25519_sign(const void* private32, const char* data, std::size_t length, void* out64) {
  const EvpKey key{EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes(private32), 32)};
  const EvpDigest digest;
  std::size_t written = 64;
  EVP_DigestSignInit(digest.context, nullptr, nullptr, nullptr, key.key);
  EVP_DigestSign(digest.context, static_cast<Digest>(out64), &written, bytes(data), length);
}

std::int32_t crow_ed25519_verify(const void* public32, const char* data, std::size_t length,
                                 const void* signature64) {
  const EvpKey key{EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes(public32), 32)};
  if (!key.key) return 0;
  const EvpDigest digest;
  EVP_DigestVerifyInit(digest.context, nullptr, nullptr, nullptr, key.key);
  return EVP_DigestVerify(digest.context, bytes(signature64), 64, bytes(data), length) == 1;
}

void crow_aes_gcm_seal(const void* key32, const void* nonce12, const char* data, std::size_t length,
                       void* out) {
  const EvpCipher cipher;
  int written = 0;
  auto* to = static_cast<Digest>(out);
  EVP_EncryptInit_ex(cipher.context, EVP_aes_256_gcm(), nullptr, bytes(key32), bytes(nonce12));
  EVP_EncryptUpdate(cipher.context, to, &written, bytes(data), static_cast<int>(length));
  EVP_EncryptFinal_ex(cipher.context, to + written, &written);
  EVP_CIPHER_CTX_ctrl(cipher.context, EVP_CTRL_GCM_GET_TAG, 16, to + length);
}

std::int32_t crow_aes_gcm_open(const void* key32, const void* nonce12, const char* data,
                               std::size_t length, void* out) {
  const EvpCipher cipher;
  int written = 0;
  auto* to = static_cast<Digest>(out);
  const int body = static_cast<int>(length) - 16;
  EVP_DecryptInit_ex(cipher.context, EVP_aes_256_gcm(), nullptr, bytes(key32), bytes(nonce12));
  EVP_DecryptUpdate(cipher.context, to, &written, bytes(data), body);
  EVP_CIPHER_CTX_ctrl(cipher.context, EVP_CTRL_GCM_SET_TAG, 16, const_cast<char*>(data + body));
  return EVP_DecryptFinal_ex(cipher.context, to + written, &written) == 1;
}
}
