#include "shared/host/crypto.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"
#include "shared/host/fake/world.h"

namespace crow::crypto {
namespace {

std::string bytes(std::string_view hexadecimal) {
  std::string escaped;
  for (std::size_t i = 0; i < hexadecimal.size(); i += 2)
    escaped += concat('%', hexadecimal.substr(i, 2));
  return *percent_decode(escaped, false);
}

TEST(Crypto, MatchesTheVectorsOfTheStandards) {
  const World world;
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  // RFC 4231, 4.3
  EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  // RFC 8032, 7.1, test 2
  const std::string key = bytes("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
  const std::string public_key =
      bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  const std::string signature = ed25519_sign(key, "\x72");
  EXPECT_EQ(hex(signature),
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  EXPECT_TRUE(ed25519_verify(public_key, "\x72", signature));
}

TEST(Crypto, RefusesSignaturesOfOtherTextsKeysAndLengths) {
  const World world;
  const KeyPair pair = ed25519_generate(), other = ed25519_generate();
  const std::string signature = ed25519_sign(pair.private_key, "text");
  EXPECT_TRUE(ed25519_verify(pair.public_key, "text", signature));
  EXPECT_FALSE(ed25519_verify(pair.public_key, "texT", signature));
  EXPECT_FALSE(ed25519_verify(other.public_key, "text", signature));
  EXPECT_FALSE(ed25519_verify(pair.public_key.substr(1), "text", signature));
  EXPECT_FALSE(ed25519_verify(pair.public_key, "text", signature.substr(1)));
  EXPECT_FALSE(ed25519_verify("", "text", ""));
  EXPECT_FALSE(ed25519_verify(std::string(32, '\xFF'), "text", signature));
}

TEST(Crypto, OpensOnlyWhatItSealed) {
  const World world;
  const std::string key = random_bytes(32), other = random_bytes(32);
  for (const std::string& text : {std::string(), std::string("a"), random_bytes(1'000)}) {
    const std::string sealed = seal(key, text);
    EXPECT_EQ(open(key, sealed), text);
    EXPECT_NE(seal(key, text), sealed);
    EXPECT_EQ(open(other, sealed), std::nullopt);
    EXPECT_EQ(open(key.substr(1), sealed), std::nullopt);
    for (const std::size_t at : {std::size_t{0}, sealed.size() / 2, sealed.size() - 1}) {
      std::string changed = sealed;
      changed[at] ^= 1;
      EXPECT_EQ(open(key, changed), std::nullopt);
    }
    for (const std::size_t length : {std::size_t{0}, std::size_t{27}, sealed.size() - 1})
      EXPECT_EQ(open(key, sealed.substr(0, length)), std::nullopt);
  }
}

TEST(Scrypt, MatchesTheVectorOfTheStandard) {  // RFC 7914, 12
  World world;
  std::string out;
  const Root root = run(scrypt(Host(1), "password", "NaCl", {1024, 8, 16}, 64),
                        [&](Result<std::string> key) { out = hex(key.value_or("")); });
  world.run();
  EXPECT_EQ(out,
            "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
            "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640");
}

struct Hashing {
  World world;
  std::vector<Task<std::string>> line;

  static Task<std::string> hash() { return scrypt(Host(1), "p", "s", {16, 1, 1}, 32); }
  static bool is_refused() {
    auto task = hash();
    if (!task.settled()) return false;
    bool refused = false;
    const Root root = run(std::move(task), [&](const Result<std::string>& key) {
      refused =
          !key && key.error().code == ErrorCode::unavailable && key.error().retry_after_s == 1;
    });
    return refused;
  }
  void wait(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) line.push_back(hash());
  }
};

TEST(Scrypt, HashesOneAfterTheOther) {
  Hashing hashing;
  hashing.wait(3);
  EXPECT_EQ(std::ranges::count(hashing.world.operations, "crypto.scrypt"), 1);
  hashing.world.run();
  for (auto& task : hashing.line) EXPECT_TRUE(task.settled());
  EXPECT_EQ(std::ranges::count(hashing.world.operations, "crypto.scrypt"), 3);
}

TEST(Scrypt, TellsThoseBehindALongLineToComeBack) {
  Hashing hashing;
  hashing.wait(kHashesAtOnceMax);
  EXPECT_TRUE(hashing.is_refused());
  hashing.line.pop_back();
  EXPECT_FALSE(hashing.is_refused()) << "who was cancelled waits no more";
  hashing.wait(1);
  EXPECT_TRUE(hashing.is_refused());
  hashing.world.run();
  for (auto& task : hashing.line) EXPECT_TRUE(task.settled());
  EXPECT_FALSE(hashing.is_refused());
}

TEST(Scrypt, GoesOnWhenTheFirstInLineIsNeverHeardOfAgain) {
  Hashing hashing;
  hashing.wait(1);
  hashing.world.kill();
  hashing.wait(1);
  hashing.world.run(10);
  EXPECT_FALSE(hashing.line[1].settled());
  hashing.world.now_ms += 10'001;
  hashing.world.run();
  EXPECT_TRUE(hashing.line[1].settled());
}

TEST(Scrypt, GoesOnWhenTheFirstInLineIsCancelled) {
  Hashing hashing;
  hashing.wait(2);
  hashing.line.erase(hashing.line.begin());
  hashing.world.run();
  EXPECT_TRUE(hashing.line[0].settled());
}

}  // namespace
}  // namespace crow::crypto
