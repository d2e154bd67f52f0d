#include "workers/gateway/limits.h"

#include "workers/gateway/testing.h"

namespace crow::gateway {
namespace {

// A deployment behind Cloudflare, which tells addresses apart.
struct Deployment : Gateway {
  explicit Deployment(std::string environment) {
    set_variable("ENVIRONMENT", std::move(environment));
    set_variable("BEHIND_CLOUDFLARE", "true");
    now_ms = 1'790'000'040'000;  // A minute begins.
  }
  Reply from(std::string address, std::string target, std::string method = "GET") {
    return send(
        {std::move(method), std::move(target), {{"cf-connecting-ip", std::move(address)}}, {}});
  }
};

TEST(Limits, LetSoManySignInsOfAnAddressThroughInAMinute) {
  for (const auto& [environment, limit] :
       {std::pair<std::string, int>{"production", 10}, {"dev", 100}}) {
    Deployment world(environment);
    const auto sign_in = [&](std::string address) {
      return world.from(environment + address, "/api/v1/auth/sign-in/email", "POST");
    };
    for (int i = 0; i < limit; ++i) EXPECT_EQ(sign_in("1").status, 200) << i;
    world.now_ms += 20'500;
    const auto refused = sign_in("1");
    EXPECT_EQ(refusal_of(refused), "429 RATE_LIMITED");
    EXPECT_EQ(refused.header("retry-after"), "40");
    EXPECT_EQ(refused.header("x-ratelimit-limit"), std::to_string(limit));
    EXPECT_EQ(refused.header("x-ratelimit-remaining"), "0");
    EXPECT_EQ(refused.header("x-ratelimit-reset"), "1790000100");
    EXPECT_EQ(sign_in("2").status, 200);
    EXPECT_EQ(world.from(environment + "1", "/api/v1/auth/get-session").status, 200);
    world.now_ms += 39'500;
    EXPECT_EQ(sign_in("1").status, 200);
  }
}

TEST(Limits, KnowEverySensitiveRoute) {
  Deployment world("production");
  for (const std::string path :
       {"sign-in/email", "sign-up/email", "api-key/verify", "request-password-reset",
        "reset-password", "reset-password/abc", "%73ign-in/email"}) {
    for (int i = 0; i < 10; ++i) world.from(path, "/api/v1/auth/" + path, "POST");
    EXPECT_EQ(world.from(path, "/api/v1/auth/" + path, "POST").status, 429) << path;
  }
}

TEST(Limits, LetTenRequestsAMinuteAndAHundredADayThroughWithoutACredential) {
  Deployment world("production");
  world.now_ms = 1'790'035'200'000;  // A day begins.
  int passed = 0;
  for (int minute = 0; minute < 15; ++minute, world.now_ms += kMinute)
    for (int i = 0; i < 12; ++i) {
      const auto reply = world.from("9.9.9.9", "/api/v1/users/me");
      if (reply.status == 200)
        ++passed;
      else
        EXPECT_EQ(refusal_of(reply), "429 RATE_LIMITED");
    }
  EXPECT_EQ(passed, 100);
  const auto of_the_day = world.from("9.9.9.9", "/api/v1/users/me");
  EXPECT_NE(read_body<ErrorReply>(of_the_day).error.message.find("a day"), std::string::npos);
  // Probes and credentials are not counted.
  EXPECT_EQ(world.from("9.9.9.9", "/api/v1/users/health").status, 200);
  EXPECT_EQ(world.from("9.9.9.9", "/api/v1/products/images/abc").status, 200);
  const World::Headers key = {{"cf-connecting-ip", "9.9.9.9"}, {"x-api-key", "crow_goodlimit"}};
  EXPECT_EQ(world.get("/api/v1/users/me", key).status, 200);
  world.now_ms += kDay;
  EXPECT_EQ(world.from("9.9.9.9", "/api/v1/users/me").status, 200);
}

TEST(Limits, LetSixHundredRequestsOfAnAddressWithAWriteKeyThroughInAMinute) {
  for (const std::string environment : {"production", "dev"}) {
    Deployment world(environment);
    const auto write = [&](std::string address) {
      return world.from(environment + address, "/api/v1/interactions?key=crowpk_1", "POST");
    };
    for (int i = 0; i < 600; ++i) ASSERT_EQ(write(".w1").status, 200) << i;
    const auto refused = write(".w1");
    EXPECT_EQ(refusal_of(refused), "429 RATE_LIMITED");
    EXPECT_EQ(refused.header("retry-after"), "60");
    EXPECT_EQ(refused.header("x-ratelimit-limit"), "600");
    EXPECT_EQ(refused.header("x-ratelimit-reset"), "1790000100");
    EXPECT_EQ(world.reached.size(), 600u);
    EXPECT_EQ(write(".w2").status, 200);
    world.now_ms += kMinute;
    EXPECT_EQ(write(".w1").status, 200);
  }
}

TEST(Limits, RefuseAWriterBeforeAnythingElseIsLookedAt) {
  Deployment world("production");
  const World::Message message{"POST",
                               "/api/v1/interactions?key=crowpk_1",
                               {{"cf-connecting-ip", "several"}, {"x-api-key", "crow_a"}},
                               {}};
  for (int i = 0; i < 600; ++i) ASSERT_EQ(world.send(message).status, 400) << i;
  EXPECT_EQ(world.send(message).status, 429);
}

TEST(Limits, DoNotConcernOneMachine) {
  Gateway world;
  for (int i = 0; i < 700; ++i)
    ASSERT_EQ(world.post("/api/v1/interactions?key=crowpk_1", "{}").status, 200) << i;
  for (int i = 0; i < 50; ++i) EXPECT_EQ(world.get("/api/v1/users/me").status, 200);
}

TEST(Limits, BelieveTheAddressOnlyBehindCloudflare) {
  Gateway world;
  Request request;
  request.headers = {{"cf-connecting-ip", "1.2.3.4"}};
  EXPECT_EQ(client_address(request), "unknown");
  world.set_variable("BEHIND_CLOUDFLARE", "true");
  EXPECT_EQ(client_address(request), "1.2.3.4");
}

TEST(Limits, HoldAgainstAFloodOfAddresses) {
  Deployment world("production");
  for (int i = 0; i < 9'000; ++i)
    world.from(concat("flood", i), "/api/v1/auth/sign-in/email", "POST");
  for (int i = 0; i < 10; ++i) world.from("late", "/api/v1/auth/sign-in/email", "POST");
  EXPECT_EQ(world.from("late", "/api/v1/auth/sign-in/email", "POST").status, 429);
}

}  // namespace
}  // namespace crow::gateway
