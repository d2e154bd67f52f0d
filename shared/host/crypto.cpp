#include "shared/host/crypto.h"

#include <vector>

#include "shared/core/text.h"
#include "shared/host/imports.h"

namespace crow::crypto {
namespace {

constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;
// How long who waits for a hash leaves the process to everybody else before looking again.
constexpr std::int64_t kLookAgainMs = 5;
// Nobody stands in line for so long: their request ended without a word to this instance.
constexpr std::int64_t kGoneMs = 10'000;

struct InLine {
  std::uint64_t number;
  Timestamp since;
};
// Who hashes, and behind them who waits, in the order in which they came.
std::vector<InLine> line;
std::uint64_t last_number = 0;

void forget_the_gone(Timestamp now) {
  std::erase_if(line, [&](const InLine& one) { return one.since.ms + kGoneMs < now.ms; });
}

// A place in the line for as long as it lives, also when its request is cancelled.
class Place {
 public:
  explicit Place(Timestamp now) { line.push_back({number_, now}); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() {
    std::erase_if(line, [&](const InLine& one) { return one.number == number_; });
  }

  bool is_first(Timestamp now) const {
    forget_the_gone(now);
    return line.empty() || line.front().number >= number_;
  }

 private:
  std::uint64_t number_ = ++last_number;
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
  forget_the_gone(host.now());
  if (line.size() >= kHashesAtOnceMax) {
    Error busy{ErrorCode::unavailable, "Too many sign-ins at this moment; try again.",
               concat(line.size(), " hashes wait already"), SourcePlace::current()};
    busy.retry_after_s = 1;
    co_return std::unexpected(std::move(busy));
  }
  const Place place(host.now());
  while (!place.is_first(host.now())) co_await host.sleep(kLookAgainMs);
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
