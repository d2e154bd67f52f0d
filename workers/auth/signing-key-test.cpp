#include "workers/auth/signing-key.h"

#include "shared/host/crypto.h"
#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

JwkSet keys_of(AuthWorld& world) { return read_body<JwkSet>(world.read("/jwks")); }

// Whether a token was signed with one of the published keys.
bool is_signed_with(const std::string& token, const JwkSet& keys) {
  const auto dot = token.rfind('.');
  for (const Jwk& key : keys.keys)
    if (crypto::ed25519_verify(*from_base64(key.x), token.substr(0, dot),
                               *from_base64(token.substr(dot + 1))))
      return true;
  return false;
}

TEST(SigningKey, IsMadeOnceAndKept) {
  AuthWorld world;
  const JwkSet first = keys_of(world);
  ASSERT_EQ(first.keys.size(), 1u);
  EXPECT_EQ(first.keys[0].kid.size(), 32u);
  forget_keys();
  EXPECT_EQ(keys_of(world).keys[0].x, first.keys[0].x);
  const auto round_trips = world.operations.size();
  keys_of(world);
  EXPECT_EQ(world.operations.size(), round_trips) << "remembered";
}

TEST(SigningKey, IsStoredSealed) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  const JwkSet keys = keys_of(world);
  const auto stored =
      world.database().batch(std::array{Sqlite::Call{"SELECT private_key FROM jwks", "[]"}});
  ASSERT_TRUE(stored.has_value());
  // The sealed bytes are a nonce, 32 bytes, a tag; and the token verifies with the public half.
  EXPECT_EQ(stored->size(), std::string("[[[[\"\"]],0]]").size() + 80);
  const auto token = read_body<GetToken::Output>(world.read_as(ada, "/token")).token;
  EXPECT_TRUE(is_signed_with(token, keys));
}

TEST(SigningKey, OfTwoInstancesThatMakeTheFirstAtOnceIsOne) {
  AuthWorld world;
  // Both look before either has stored: each request has forgotten what the other knows.
  const auto first = world.start({"GET", "/api/v1/auth/jwks", {}, {}});
  const auto second = world.start({"GET", "/api/v1/auth/jwks", {}, {}});
  world.run();
  EXPECT_EQ(world.number("SELECT count(*) FROM jwks"), 1);
  EXPECT_EQ(world.reply_to(first)->body, world.reply_to(second)->body);
}

TEST(SigningKey, IsMadeAnewWhenTheSecretChanges) {
  AuthWorld world;
  const JwkSet before = keys_of(world);
  world.set_variable("AUTH_SECRET", std::string(40, 'n'));
  forget_keys();
  const Visitor ada = world.sign_in("Ada Lovelace");
  const auto token = read_body<GetToken::Output>(world.read_as(ada, "/token")).token;
  world.now_ms += 10 * kSecond;
  const JwkSet after = keys_of(world);
  ASSERT_EQ(after.keys.size(), 2u) << "tokens of the old key still verify";
  EXPECT_TRUE(is_signed_with(token, {{after.keys[0]}}));
  EXPECT_EQ(after.keys[1].x, before.keys[0].x);
}

TEST(SigningKey, IsFollowedByAnotherThatIsPublishedBeforeItSigns) {
  AuthWorld world;
  const std::string first = keys_of(world).keys[0].kid;
  const std::string user = world.add_user("Dan Wu");
  const auto signs = [&] {
    const Visitor dan = world.open_session(user);
    const auto token = read_body<GetToken::Output>(world.read_as(dan, "/token")).token;
    const auto header = from_base64(token.substr(0, token.find('.')));
    return header->find(first) != std::string::npos ? "the first" : "another";
  };
  world.now_ms += 90 * kDay - kMinute;
  world.scheduled("17 * * * *");
  EXPECT_EQ(keys_of(world).keys.size(), 1u) << "not yet";
  world.now_ms += 2 * kMinute;
  world.scheduled("17 * * * *");
  EXPECT_EQ(keys_of(world).keys.size(), 2u);
  EXPECT_STREQ(signs(), "the first");
  world.now_ms += 11 * kMinute;
  EXPECT_STREQ(signs(), "another");

  world.now_ms += 29 * kDay;
  world.scheduled("17 * * * *");
  EXPECT_EQ(keys_of(world).keys.size(), 2u) << "tokens of the first still verify";
  world.now_ms += kDay;
  world.scheduled("17 * * * *");
  EXPECT_EQ(keys_of(world).keys.size(), 1u);
  EXPECT_NE(keys_of(world).keys[0].kid, first);
}

TEST(SigningKey, ThatIsKnownSignsWhileTheDatabaseIsAway) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  world.read_as(ada, "/token");
  world.now_ms += kHour;
  const auto request = world.start({"GET", "/api/v1/auth/token", {{"cookie", ada.cookie}}, {}});
  world.run(1);  // The session.
  world.fail_next("d1.batch", "away");
  world.run();
  EXPECT_EQ(world.reply_to(request)->status, 200);
}

TEST(SigningKey, FailsWithTheDatabase) {
  AuthWorld world;
  world.fail_next("d1.batch", "away");
  EXPECT_EQ(code_of(world.read("/jwks")), "503 UNAVAILABLE");
}

}  // namespace
}  // namespace crow::auth
