#include "workers/gateway/limits.h"

#include <set>

#include "shared/contracts/access.h"
#include "workers/gateway/testing.h"

namespace crow::gateway {
namespace {

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

// Ten tries of one route, and then one more of the next: they have one counter.
void expect_one_counter(const std::vector<std::string>& paths) {
  Deployment world("production");
  for (const std::string& path : paths) {
    for (int i = 0; i < 10; ++i) world.from(path, "/api/v1/auth/" + path, "POST");
    const auto refused = world.from(path, "/api/v1/auth/" + paths.front(), "POST");
    EXPECT_EQ(refusal_of(refused), "429 RATE_LIMITED") << path;
    EXPECT_EQ(refused.header("x-ratelimit-limit"), "10") << path;
  }
}

TEST(Limits, CountSignInSignUpResetAndKeyVerificationTogether) {
  expect_one_counter({"sign-in/email", "sign-in/social", "sign-up/email", "api-key/verify",
                      "request-password-reset", "reset-password", "reset-password/abc",
                      "%73ign-in/email"});
}

TEST(Limits, CountOtherPasswordsLinksAndMailsTogether) {
  expect_one_counter({"change-password", "verify-password", "change-email",
                      "send-verification-email", "verify-email", "delete-user",
                      "delete-user/callback"});
}

TEST(Limits, LetAHundredInvitationsThroughInAMinute) {
  Deployment world("production");
  const auto invite = [&] {
    return world.from("i", "/api/v1/auth/organization/invite-member", "POST");
  };
  for (int i = 0; i < 100; ++i) ASSERT_EQ(invite().status, 200) << i;
  EXPECT_EQ(refusal_of(invite()), "429 RATE_LIMITED");
  EXPECT_EQ(world.from("i", "/api/v1/auth/sign-in/email", "POST").status, 200);
}

// Each route of both services, so that whoever adds one decides.
TEST(Limits, KnowWhichRoutesOfAuthHaveNoCounterOfTheirOwn) {
  std::set<std::string> others;
  const auto look = [&](const auto&... operations) {
    const auto add = [&](const Operation& operation) {
      if (operation.access != Access::service && kind_of(operation.path) == Kind::other)
        others.insert(std::string(operation.path.substr(std::string_view("/auth/").size())));
    };
    (add(operations), ...);
  };
  [&]<typename... Op>(Operations<Op...>) { look(Op::operation...); }(auth::All{});
  [&]<typename... Op>(Operations<Op...>) { look(Op::operation...); }(access::All{});
  EXPECT_EQ(others, (std::set<std::string>{"api-key/create",
                                           "api-key/delete",
                                           "api-key/get",
                                           "api-key/list",
                                           "api-key/update",
                                           "error",
                                           "get-session",
                                           "jwks",
                                           "list-accounts",
                                           "list-sessions",
                                           "ok",
                                           "organization/accept-invitation",
                                           "organization/cancel-invitation",
                                           "organization/check-slug",
                                           "organization/create",
                                           "organization/delete",
                                           "organization/get-active-member",
                                           "organization/get-active-member-role",
                                           "organization/get-full-organization",
                                           "organization/get-invitation",
                                           "organization/get-organization",
                                           "organization/has-permission",
                                           "organization/leave",
                                           "organization/list",
                                           "organization/list-invitations",
                                           "organization/list-members",
                                           "organization/list-user-invitations",
                                           "organization/reject-invitation",
                                           "organization/remove-member",
                                           "organization/set-active",
                                           "organization/update",
                                           "organization/update-member-role",
                                           "revoke-other-sessions",
                                           "revoke-session",
                                           "revoke-sessions",
                                           "sign-out",
                                           "token",
                                           "update-user"}));
}

TEST(Limits, LetSixHundredOtherRequestsAboutAccountsThroughInAMinute) {
  Deployment world("production");
  for (int i = 0; i < 600; ++i)
    ASSERT_EQ(world.from("a1", "/api/v1/auth/get-session").status, 200) << i;
  const auto refused = world.from("a1", "/api/v1/auth/get-session");
  EXPECT_EQ(refusal_of(refused), "429 RATE_LIMITED");
  EXPECT_EQ(refused.header("x-ratelimit-limit"), "600");
  EXPECT_LT(world.asked, 60);
}

TEST(Limits, AreOfTheTierAndOfEachCredential) {
  const std::pair<Tier, std::pair<int, std::string>> tiers[] = {
      {Tier::free, {60, "1000"}},
      {Tier::starter, {300, "50000"}},
      {Tier::professional, {1'000, "500000"}},
  };
  for (const auto& [tier, numbers] : tiers) {
    Deployment world("production");
    world.known.tier = tier;
    const std::string name(name_of(tier));
    const World::Headers one = {{"x-api-key", "crow_good" + name + "1"}};
    const World::Headers two = {{"x-api-key", "crow_good" + name + "2"}};
    const auto first = world.get("/api/v1/users/me", one);
    const std::string limit = std::to_string(numbers.first);
    EXPECT_EQ(first.header("x-ratelimit-limit"), limit);
    EXPECT_EQ(first.header("x-ratelimit-remaining"), std::to_string(numbers.first - 1));
    EXPECT_EQ(first.header("x-ratelimit-reset"), "1790000100");
    EXPECT_EQ(first.header("ratelimit-policy"),
              "\"minute\";q=" + limit + ";w=60, \"day\";q=" + numbers.second + ";w=86400");
    EXPECT_EQ(first.header("ratelimit"),
              concat("\"minute\";r=", numbers.first - 1,
                     ";t=60, \"day\";r=", *to_number(numbers.second) - 1, ";t=35160"));
    for (int i = 1; i < numbers.first; ++i)
      ASSERT_EQ(world.get("/api/v1/users/me", one).status, 200) << i;
    const auto refused = world.get("/api/v1/users/me", one);
    EXPECT_EQ(refusal_of(refused), "429 RATE_LIMITED");
    EXPECT_EQ(refused.header("retry-after"), "60");
    EXPECT_EQ(refused.header("x-ratelimit-remaining"), "0");
    EXPECT_EQ(world.get("/api/v1/users/me", two).status, 200);
    EXPECT_LT(world.asked, numbers.first / 2);
  }
}

TEST(Limits, OfEnterpriseAreAMillionOrTheOrganizationsOwn) {
  Deployment world("production");
  const auto standard = world.get("/api/v1/users/me", {{"x-api-key", "crow_goodbig"}});
  EXPECT_EQ(standard.header("x-ratelimit-limit"), "1000000");
  EXPECT_EQ(standard.header("ratelimit-policy"), "\"minute\";q=1000000;w=60");
  world.known.perMinute = 5;
  world.known.perDay = 7;
  const World::Headers key = {{"x-api-key", "crow_goodown"}};
  for (int i = 0; i < 5; ++i) EXPECT_EQ(world.get("/api/v1/users/me", key).status, 200);
  EXPECT_EQ(world.get("/api/v1/users/me", key).status, 429);
  world.now_ms += kMinute;
  for (int i = 0; i < 2; ++i) EXPECT_EQ(world.get("/api/v1/users/me", key).status, 200);
  const auto of_the_day = world.get("/api/v1/users/me", key);
  EXPECT_EQ(of_the_day.status, 429);
  EXPECT_EQ(of_the_day.header("x-ratelimit-limit"), "7");
  EXPECT_EQ(of_the_day.header("x-ratelimit-reset"), "1790035200");
  EXPECT_EQ(of_the_day.header("retry-after"), "35100");
  EXPECT_NE(of_the_day.body.find("7 requests with this credential a day"), std::string::npos)
      << of_the_day.body;
}

TEST(Limits, TakeAllInstancesTogether) {
  Deployment world("production");
  world.known.tier = Tier::free;
  int passed = 0;
  // Each round is another instance, which remembers nothing.
  for (int instance = 0; instance < 8; ++instance, forget_limits())
    for (int i = 0; i < 20; ++i)
      passed += world.get("/api/v1/users/me", {{"x-api-key", "crow_goodall"}}).status == 200;
  EXPECT_LE(passed, 60);
  // Whoever ends takes with it what it did not spend, a block at most.
  EXPECT_GE(passed, 60 - 8);
}

TEST(Limits, AreTheCountersClocksAlsoWhenTheGatewaysIsWrong) {
  Deployment world("production");
  world.counter_ahead_ms = 25'000;
  const auto reply = world.get("/api/v1/users/me", {{"x-api-key", "crow_goodclock"}});
  EXPECT_EQ(reply.header("x-ratelimit-reset"), "1790000100");
  EXPECT_EQ(reply.header("ratelimit"), "\"minute\";r=999999;t=35");
}

TEST(Limits, WithoutACounterAreAsConfigured) {
  for (const std::string mode : {"open", "closed", ""}) {
    Deployment world("production");
    if (!mode.empty()) world.set_variable("LIMITS_WITHOUT_COUNTER", mode);
    world.known.tier = Tier::free;
    int reached = 0;
    world.set_neighbour("COUNTERS", [&](const World::Message&) {
      ++reached;
      return World::Reply{503, {}, "gone"};
    });
    const World::Headers key = {{"x-api-key", "crow_goodfailure" + mode}};
    int passed = 0;
    for (int i = 0; i < 70; ++i) {
      const auto reply = world.get("/api/v1/users/me", key);
      passed += reply.status == 200;
      if (mode == "open") {
        EXPECT_EQ(reply.header("x-ratelimit-limit"), "60");
        EXPECT_EQ(reply.status, i < 60 ? 200 : 429) << i;
      } else {
        EXPECT_EQ(refusal_of(reply), "503 UNAVAILABLE");
        EXPECT_EQ(reply.header("retry-after"), "1");
      }
    }
    EXPECT_EQ(passed, mode == "open" ? 60 : 0);
    // A counter that does not answer is asked once a second.
    EXPECT_EQ(reached, 1);
    world.now_ms += 1'000;
    world.get("/api/v1/users/me", key);
    EXPECT_EQ(reached, 2);
  }
}

TEST(Limits, WaitForNoCounterLongerThanHalfASecond) {
  Deployment world("production");
  std::string deadline;
  world.set_neighbour("COUNTERS", [&](const World::Message& message) {
    deadline = header_of(message, "deadline");
    return World::Reply{200, {}, "not JSON"};
  });
  EXPECT_EQ(refusal_of(world.get("/api/v1/users/me", {{"x-api-key", "crow_goodslow"}})),
            "503 UNAVAILABLE");
  EXPECT_EQ(deadline, "500");
}

TEST(Limits, CountWhoeverHasNoGoodCredentialByTheAddress) {
  Deployment world("production");
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(world
                  .send({"GET",
                         "/api/v1/users/me",
                         {{"cf-connecting-ip", "5.5.5.5"}, {"x-api-key", concat("crow_guess", i)}}})
                  .status,
              200);
  const auto refused = world.send(
      {"GET", "/api/v1/users/me", {{"cf-connecting-ip", "5.5.5.5"}, {"x-api-key", "crow_guess"}}});
  EXPECT_EQ(refusal_of(refused), "429 RATE_LIMITED");
}

TEST(Limits, CountTheNetworkOfAnAddressOfVersionSix) {
  EXPECT_EQ(counted_address("1.2.3.4"), "1.2.3.4");
  EXPECT_EQ(counted_address("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
  EXPECT_EQ(counted_address("2001:db8:1:2::1"), "2001:db8:1:2::");
  EXPECT_EQ(counted_address("2001:db8::1"), "2001:db8::");
  EXPECT_EQ(counted_address("2001:db8:0:0:1::"), "2001:db8::");
  EXPECT_EQ(counted_address("2001:0:0:1::"), "2001:0:0:1::");
  EXPECT_EQ(counted_address("::1"), ":");
  EXPECT_EQ(counted_address("::ffff:1.2.3.4"), "1.2.3.4");
  EXPECT_EQ(counted_address("unknown"), "unknown");
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
  for (int i = 0; i < 1'000; ++i)
    world.from(concat("flood", i), "/api/v1/auth/sign-in/email", "POST");
  for (int i = 0; i < 10; ++i) world.from("late", "/api/v1/auth/sign-in/email", "POST");
  EXPECT_EQ(world.from("late", "/api/v1/auth/sign-in/email", "POST").status, 429);
}

}  // namespace
}  // namespace crow::gateway
