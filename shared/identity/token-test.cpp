#include "shared/identity/token.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/host/crypto.h"
#include "shared/host/fake/world.h"
#include "shared/json/write.h"

namespace crow {
namespace {

constexpr Timestamp kNow{1'790'000'000'000};
constexpr std::string_view kClaims =
    R"({"sub":"ada","org":"north","role":"admin","permissions":["chat"],"tier":"Free",)"
    R"("exp":1790000030})";

// Two keys of auth, and what they sign.
struct Keys {
  World world;
  crypto::KeyPair pair = crypto::ed25519_generate();
  JwkSet set{{{"EdDSA", "Ed25519", base64url(pair.public_key), "OKP", "k1"}}};

  std::string sign(std::string_view claims) const {
    return sign_jwt(claims, "k1", pair.private_key);
  }
  // With a header of one's own, and a good signature over it.
  std::string sign_with(std::string_view header, std::string_view claims = kClaims) const {
    const std::string signed_part = base64url(header) + '.' + base64url(claims);
    return signed_part + '.' + base64url(crypto::ed25519_sign(pair.private_key, signed_part));
  }
  bool accepts(std::string_view token, Timestamp now = kNow) const {
    return verify_token(token, set, now).has_value();
  }
};

TEST(Token, CarriesTheCaller) {
  const Keys keys;
  for (const Role role : {Role::owner, Role::admin, Role::member})
    for (const Tier tier : {Tier::free, Tier::enterprise}) {
      const Caller caller{"ada", "north", role, default_permissions(role), tier};
      const auto verified =
          verify_token(keys.sign(token_claims(caller, {kNow.ms + 30'999})), keys.set, kNow);
      ASSERT_TRUE(verified.has_value());
      EXPECT_EQ(verified->caller.user_id, "ada");
      EXPECT_EQ(verified->caller.organization_id, "north");
      EXPECT_EQ(verified->caller.role, role);
      EXPECT_EQ(verified->caller.permissions, default_permissions(role));
      EXPECT_EQ(verified->caller.tier, tier);
      EXPECT_EQ(verified->expires.ms, kNow.ms + 30'000);
    }
}

TEST(Token, OfAnotherImplementationIsRead) {
  // Signed by OpenSSL with the test key of RFC 8032, 7.1.
  constexpr std::string_view kToken =
      "eyJhbGciOiJFZERTQSIsImtpZCI6ImsxIn0.eyJzdWIiOiJhZGEiLCJvcmciOiJub3J0aCIsInJvbGUi"
      "OiJhZG1pbiIsInBlcm1pc3Npb25zIjpbImNoYXQiLCJhcGlLZXlNYW5hZ2VtZW50Il0sInRpZXIiOiJG"
      "cmVlIiwiZXhwIjoxNzkwMDAwMDMwfQ.iO5smgDhb8JICnbTvGzL58IzqeFw317iDIgKhvr7f1cG8mGMk"
      "DIraSpAsl5tsvT6wqLW4221A-tOeKv9OExqDQ";
  const JwkSet keys{
      {{"EdDSA", "Ed25519", "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw", "OKP", "k1"}}};
  const auto verified = verify_token(kToken, keys, kNow);
  ASSERT_TRUE(verified.has_value());
  EXPECT_EQ(verified->caller.user_id, "ada");
  EXPECT_EQ(verified->caller.permissions,
            (Permissions{Permission::chat, Permission::api_key_management}));
}

TEST(Token, IsGoodFromNowToAMinuteAhead) {
  const Keys keys;
  const std::string token = keys.sign(kClaims);
  EXPECT_TRUE(keys.accepts(token, {kNow.ms + 29'999}));
  EXPECT_FALSE(keys.accepts(token, {kNow.ms + 30'000}));
  EXPECT_FALSE(keys.accepts(token, {kNow.ms + kDay}));
  EXPECT_TRUE(keys.accepts(token, {kNow.ms - 30'000}));
  EXPECT_FALSE(keys.accepts(token, {kNow.ms - 31'001}));  // Then its life is over 60 seconds.
}

TEST(Token, OfAnotherAlgorithmIsRefusedEvenWithAGoodSignature) {
  const Keys keys;
  ASSERT_TRUE(keys.accepts(keys.sign_with(R"({"alg":"EdDSA","kid":"k1"})")));
  EXPECT_TRUE(keys.accepts(keys.sign_with(R"({"typ":"JWT","alg":"EdDSA","kid":"k1"})")));
  for (const std::string_view header :
       {R"({"alg":"none","kid":"k1"})", R"({"alg":"None","kid":"k1"})",
        R"({"alg":"HS256","kid":"k1"})", R"({"alg":"RS256","kid":"k1"})",
        R"({"alg":"ES256","kid":"k1"})", R"({"alg":"eddsa","kid":"k1"})",
        R"({"alg":"","kid":"k1"})", R"({"alg":null,"kid":"k1"})", R"({"alg":["EdDSA"],"kid":"k1"})",
        R"({"kid":"k1"})", R"({"alg":"EdDSA"})", R"({"alg":"EdDSA","kid":"k2"})",
        R"({"alg":"EdDSA","kid":1})", R"({"alg":"EdDSA","kid":"k1","kid":"k1"})", "[]", "null", "",
        "x"})
    EXPECT_FALSE(keys.accepts(keys.sign_with(header))) << header;
}

TEST(Token, WithoutASignatureOfTheRightKeyIsRefused) {
  const Keys keys;
  const std::string token = keys.sign(kClaims);
  const std::string unsigned_part = token.substr(0, token.rfind('.') + 1);
  const auto other = crypto::ed25519_generate();
  EXPECT_FALSE(keys.accepts(unsigned_part));
  EXPECT_FALSE(keys.accepts(unsigned_part.substr(0, unsigned_part.size() - 1)));
  EXPECT_FALSE(keys.accepts(sign_jwt(kClaims, "k1", other.private_key)));
  // The key as the secret of an HMAC, which is the classic confusion.
  const std::string input = base64url(R"({"alg":"HS256","kid":"k1"})") + '.' + base64url(kClaims);
  EXPECT_FALSE(
      keys.accepts(input + '.' + base64url(crypto::hmac_sha256(keys.pair.public_key, input))));
  EXPECT_FALSE(verify_token(token, {}, kNow).has_value());

  JwkSet several = keys.set;
  several.keys.push_back({"EdDSA", "Ed25519", base64url(other.public_key), "OKP", "k1"});
  EXPECT_TRUE(verify_token(token, several, kNow).has_value());
  for (const Jwk& bad :
       {Jwk{"EdDSA", "X25519", base64url(keys.pair.public_key), "OKP", "k1"},
        Jwk{"EdDSA", "Ed25519", "?", "OKP", "k1"}, Jwk{"EdDSA", "Ed25519", "", "OKP", "k1"},
        Jwk{"EdDSA", "Ed25519", base64url(std::string(32, '\0')), "OKP", "k1"}})
    EXPECT_FALSE(verify_token(token, {{bad}}, kNow).has_value());
}

TEST(Token, WithOneChangedByteOrCutOffIsRefused) {
  const Keys keys;
  const std::string token = keys.sign(kClaims);
  ASSERT_TRUE(keys.accepts(token));
  for (std::size_t at = 0; at < token.size(); ++at) {
    std::string changed = token;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(keys.accepts(changed)) << at;
    EXPECT_FALSE(keys.accepts(token.substr(0, at))) << at;
    changed = token;
    changed.insert(at, ".");
    EXPECT_FALSE(keys.accepts(changed)) << at;
  }
  EXPECT_FALSE(keys.accepts(token + ".x"));
  EXPECT_FALSE(keys.accepts(token + token));
}

TEST(Token, NeedsEveryClaimInItsType) {
  const Keys keys;
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string claims(kClaims);
    claims.replace(claims.find(from), from.size(), to);
    return keys.accepts(keys.sign(claims));
  };
  EXPECT_TRUE(with(R"("sub")", R"("iss":"auth","sub")"));
  const std::vector<std::pair<std::string_view, std::string_view>> changes = {
      {R"("sub":"ada",)", ""},
      {R"("org":"north",)", ""},
      {R"("role":"admin",)", ""},
      {R"("permissions":["chat"],)", ""},
      {R"("tier":"Free",)", ""},
      {R"(,"exp":1790000030)", ""},
      {R"("ada")", "1"},
      {R"("north")", "null"},
      {R"("admin")", R"("root")"},
      {R"("admin")", "0"},
      {R"(["chat"])", R"("chat")"},
      {R"(["chat"])", R"(["everything"])"},
      {R"(["chat"])", "null"},
      {R"("Free")", R"("free")"},
      {"1790000030", R"("1790000030")"},
      {"1790000030", "1790000030.5"},
      {"1790000030", "null"},
      {"1790000030", "-1"},
      {"1790000030", "9223372036854775807"},
      {"1790000030", "9007199254740993"},
      {"1790000030", "1e300"},
      {"1790000030", "1790000030,\"exp\":1790000030"},
  };
  for (const auto& [from, to] : changes) EXPECT_FALSE(with(from, to)) << from << " -> " << to;
}

// ------------------------------------------------------------------------------- caller_of_token

// What caller_of_token comes to: the user, or the error's code.
std::string caller_of(World& world, std::string_view token) {
  std::string out = "waiting";
  const Root root = run(caller_of_token(Host(1), token, "AUTH"), [&](Result<Caller> caller) {
    out = caller ? caller->user_id : std::string(name_of(caller.error().code));
  });
  world.run();
  return out;
}

// A world whose auth has one key, and counts who asks for it.
struct Asked : World {
  crypto::KeyPair pair = crypto::ed25519_generate();
  std::string key_id = "k1";
  int times = 0;

  Asked() {
    set_neighbour("AUTH", [this](const Message& message) {
      EXPECT_EQ(message.target, "/api/v1/auth/jwks");
      ++times;
      return Reply{
          200,
          {},
          json::write(JwkSet{{{"EdDSA", "Ed25519", base64url(pair.public_key), "OKP", key_id}}})};
    });
  }
  std::string token(std::string user) const {
    const Caller caller{std::move(user), "north", Role::member, {}, Tier::free};
    return sign_jwt(token_claims(caller, {now_ms + 30'000}), key_id, pair.private_key);
  }
};

TEST(CallerOfToken, AsksAuthOnceForAKeyItDoesNotKnow) {
  Asked world;
  for (const std::string user : {"ada", "bob", "ada"})
    EXPECT_EQ(caller_of(world, world.token(user)), user);
  EXPECT_EQ(world.times, 1);

  // A forged key id may make it ask again, but not more often than every five seconds.
  const std::string forged =
      sign_jwt(token_claims({"eve", "north", {}, {}, {}}, {world.now_ms + 30'000}), "k9",
               crypto::ed25519_generate().private_key);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(caller_of(world, forged), "UNAUTHORIZED");
  EXPECT_EQ(world.times, 1);
  world.now_ms += 4'999;
  EXPECT_EQ(caller_of(world, forged), "UNAUTHORIZED");
  EXPECT_EQ(world.times, 1);
  world.now_ms += 1;
  for (int i = 0; i < 10; ++i) EXPECT_EQ(caller_of(world, forged), "UNAUTHORIZED");
  EXPECT_EQ(world.times, 2);
}

TEST(CallerOfToken, LearnsOfANewKey) {
  Asked world;
  EXPECT_EQ(caller_of(world, world.token("ada")), "ada");
  world.pair = crypto::ed25519_generate();
  world.key_id = "k2";
  world.now_ms += 5'000;
  EXPECT_EQ(caller_of(world, world.token("ada")), "ada");
  EXPECT_EQ(world.times, 2);
}

TEST(CallerOfToken, RemembersATokenUntilItExpires) {
  Asked world;
  const std::string token = world.token("ada");
  EXPECT_EQ(caller_of(world, token), "ada");
  // Not looked at again: the key is gone, and still it is good, until its time is over.
  world.now_ms += 10'000;
  world.key_id = "k2";
  EXPECT_EQ(caller_of(world, world.token("bob")), "bob");
  EXPECT_EQ(caller_of(world, token), "ada");
  world.now_ms += 19'999;
  EXPECT_EQ(caller_of(world, token), "ada");
  world.now_ms += 1;
  EXPECT_EQ(caller_of(world, token), "UNAUTHORIZED");
}

TEST(CallerOfToken, ForgetsATokenWhenTheClockGoesBackAndTakesTheNext) {
  Asked world;
  const std::string token = world.token("ada");
  EXPECT_EQ(caller_of(world, token), "ada");
  world.now_ms -= 3'600'000;
  EXPECT_EQ(caller_of(world, token), "UNAUTHORIZED");
  world.key_id = "k3";
  EXPECT_EQ(caller_of(world, world.token("bob")), "bob");
}

TEST(CallerOfToken, RemembersOnlySoMany) {
  Asked world;
  for (int i = 0; i < 600; ++i) {
    const std::string user = concat("user", i);
    EXPECT_EQ(caller_of(world, world.token(user)), user);
  }
  EXPECT_EQ(caller_of(world, world.token("user0")), "user0");
  EXPECT_EQ(world.times, 1);
}

TEST(CallerOfToken, IsUnavailableWhileAuthIs) {
  Asked world;
  world.fail_next("service.fetch", "gone");
  EXPECT_EQ(caller_of(world, world.token("ada")), "UNAVAILABLE");
  EXPECT_EQ(caller_of(world, world.token("ada")), "ada");
  for (const std::string body : {"", "{}", "[]", R"({"keys":[{"kid":1}]})", "\xFF"}) {
    forget_tokens();
    world.set_neighbour("AUTH",
                        [body](const World::Message&) { return World::Reply{200, {}, body}; });
    EXPECT_NE(caller_of(world, world.token("ada")), "ada") << body;
  }
}

}  // namespace
}  // namespace crow
