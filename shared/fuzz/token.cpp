// Whatever the bytes, only what the key has signed names a caller. The key is the test key of
// RFC 8032, 7.1; the corpus holds tokens that it signed.
#include "shared/identity/token.h"

#include "shared/core/text.h"
#include "shared/fuzz/target.h"
#include "shared/host/crypto.h"

namespace {

// 3d4017c3…, the public half.
constexpr std::string_view kPublic = "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw";

// Reads segments of the fuzzer's own with a good signature around them, so that it gets beyond it.
void check_signed(std::string_view claims, const crow::JwkSet& keys, crow::Timestamp now) {
  static const auto pair = crow::crypto::ed25519_generate();
  crow::JwkSet own = keys;
  own.keys.push_back({"EdDSA", "Ed25519", crow::base64url(pair.public_key), "OKP", "own"});
  const auto verified =
      crow::verify_token(crow::sign_jwt(claims, "own", pair.private_key), own, now);
  if (!verified) return;
  crow::fuzz::insist(verified->expires > now &&
                     verified->expires.ms <= now.ms + crow::kTokenLifeMs + 1'000);
  crow::fuzz::insist(crow::is_utf8(verified->caller.user_id));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = crow::fuzz::text_of(data, size);
  const crow::JwkSet keys{{{"EdDSA", "Ed25519", std::string(kPublic), "OKP", "k1"}}};
  constexpr crow::Timestamp kNow{1'790'000'000'000};
  const auto verified = crow::verify_token(text, keys, kNow);
  if (verified) crow::fuzz::insist(verified->caller.user_id == "ada");
  check_signed(text, keys, kNow);
  return 0;
}
