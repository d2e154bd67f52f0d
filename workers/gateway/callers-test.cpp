#include "workers/gateway/callers.h"

#include "workers/gateway/testing.h"

namespace crow::gateway {
namespace {

// Each test has callers of its own: an instance remembers them as long as it lives.

TEST(Callers, AreAskedForOnceInTenSeconds) {
  Gateway world;
  for (int i = 0; i < 5; ++i) EXPECT_EQ(world.user_of("crow_goodanna"), "anna");
  EXPECT_EQ(world.resolved, 1);
  world.now_ms += 9'999;
  EXPECT_EQ(world.user_of("crow_goodanna"), "anna");
  EXPECT_EQ(world.resolved, 1);
  world.now_ms += 1;
  EXPECT_EQ(world.user_of("crow_goodanna"), "anna");
  EXPECT_EQ(world.resolved, 2);
}

TEST(Callers, AreAskedForAgainWhenTheClockHasGoneBack) {
  Gateway world;
  EXPECT_EQ(world.user_of("crow_goodhal"), "hal");
  world.now_ms -= 3'600'000;
  EXPECT_EQ(world.user_of("crow_goodhal"), "hal");
  EXPECT_EQ(world.resolved, 2);
  EXPECT_EQ(world.user_of("crow_goodhal"), "hal");
  EXPECT_EQ(world.resolved, 2);
  world.now_ms += 10'000;
  EXPECT_EQ(world.user_of("crow_goodhal"), "hal");
  EXPECT_EQ(world.resolved, 3);
}

TEST(Callers, OfBadCredentialsAreRememberedAsWell) {
  Gateway world;
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(world.user_of("crow_bad"), "");
    EXPECT_EQ(header_of(world.reached.back(), "x-refusal"), "The API key is revoked.");
    EXPECT_EQ(header_of(world.reached.back(), "authorization"), "");
  }
  EXPECT_EQ(world.resolved, 1);
  EXPECT_TRUE(world.told.empty());
}

TEST(Callers, AreToldApartByTheirCredential) {
  Gateway world;
  EXPECT_EQ(world.user_of("crow_goodben"), "ben");
  EXPECT_EQ(world.user_of("crow_goodbenn"), "benn");
  EXPECT_EQ(world.user_of("crow_goodben "), "ben");
  EXPECT_EQ(world.resolved, 2);
}

TEST(Callers, AreAskedForAgainWhenAKeyStandsInThePlaceOfACookie) {
  Gateway world;
  EXPECT_EQ(world.user_of("crow_goodeve"), "eve");
  const int before = world.resolved;
  world.get("/api/v1/users/me", {{"cookie", "better-auth.session_token=crow_goodeve"}});
  EXPECT_EQ(world.resolved, before + 1);
}

TEST(Callers, AreForgottenWhenTheyChangeThemselvesThroughAuth) {
  Gateway world;
  EXPECT_EQ(world.user_of("crow_1goodcarl"), "carl");
  EXPECT_EQ(world.user_of("crow_2goodcarl"), "carl");
  EXPECT_EQ(world.user_of("crow_gooddora"), "dora");
  world.resolved = 0;
  world.get("/api/v1/auth/get-session", {{"x-api-key", "crow_1goodcarl"}});
  EXPECT_EQ(world.user_of("crow_1goodcarl"), "carl");
  EXPECT_EQ(world.resolved, 0);
  world.post("/api/v1/auth/sign-out", "{}", {{"x-api-key", "crow_1goodcarl"}});
  EXPECT_EQ(world.user_of("crow_gooddora"), "dora");
  EXPECT_EQ(world.resolved, 0);
  EXPECT_EQ(world.user_of("crow_1goodcarl"), "carl");
  EXPECT_EQ(world.user_of("crow_2goodcarl"), "carl");
  EXPECT_EQ(world.resolved, 2);
}

TEST(Callers, AreUnavailableWhileAuthIsAndThenAskedForAgain) {
  Gateway world;
  world.fail_next("service.fetch", "gone");
  const auto reply = world.get("/api/v1/users/me", {{"x-api-key", "crow_goodemil"}});
  EXPECT_EQ(refusal_of(reply), "503 UNAVAILABLE");
  EXPECT_EQ(world.user_of("crow_goodemil"), "emil");
}

TEST(KeyUse, IsToldAsASumAfterTenSeconds) {
  Gateway world;
  const World::Message message{.target = "/api/v1/users/me",
                               .headers = {{"x-api-key", "crow_goodfay"}}};
  world.start(message);
  world.run(1);  // The credential is resolved; the timer and the service have yet to answer.
  for (std::size_t i = 0; i < 6; ++i) {
    world.start(message);
    EXPECT_EQ(world.waiting(), 3 + i);
  }
  EXPECT_TRUE(world.told.empty());
  world.run();
  ASSERT_EQ(world.told.size(), 1u);
  EXPECT_EQ(world.told[0].id.value, "key_fay");
  EXPECT_EQ(world.told[0].uses, 7);
  EXPECT_EQ(world.told[0].lastRequest.ms, world.now_ms);
}

TEST(KeyUse, IsNotCountedForSessions) {
  Gateway world;
  world.get("/api/v1/users/me", {{"cookie", "better-auth.session_token=goodgina"}});
  EXPECT_EQ(header_of(world.reached.back(), "x-user-id"), "gina");
  EXPECT_TRUE(world.told.empty());
}

TEST(KeyUse, SurvivesTheCancellationOfTheRequestThatWasToTellIt) {
  Gateway world;
  const World::Message message{.target = "/api/v1/users/me",
                               .headers = {{"x-api-key", "crow_goodhans"}}};
  const auto request = world.start(message);
  world.run(1);  // The use is counted, and the request waits for its service.
  world.cancel(request);
  world.run();
  EXPECT_TRUE(world.told.empty());
  world.send(message);
  ASSERT_EQ(world.told.size(), 1u);
  EXPECT_EQ(world.told[0].uses, 2);
}

TEST(KeyUse, IsKeptWhenAuthDoesNotAnswer) {
  Gateway world;
  const World::Message message{.target = "/api/v1/users/me",
                               .headers = {{"x-api-key", "crow_goodida"}}};
  world.start(message);
  world.run(3);  // Resolved, slept, forwarded.
  world.fail_next("service.fetch", "gone");
  world.run();
  EXPECT_TRUE(world.told.empty());
  world.now_ms += 10'000;  // Also beyond the life of the entry.
  world.send(message);
  ASSERT_EQ(world.told.size(), 1u);
  EXPECT_EQ(world.told[0].uses, 2);
}

}  // namespace
}  // namespace crow::gateway
