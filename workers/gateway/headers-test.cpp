#include "workers/gateway/headers.h"

#include "workers/gateway/testing.h"

namespace crow::gateway {
namespace {

constexpr std::string_view kTrace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

TEST(RequestId, IsTheClientsWhenItIsSoundAndOtherwiseOurs) {
  Gateway world;
  for (const std::string& id : {std::string("a"), std::string("A.b_c-9"), std::string(128, 'x')}) {
    EXPECT_EQ(world.get("/api/v1/users/me", {{"x-request-id", id}}).header("x-request-id"), id);
    EXPECT_EQ(header_of(world.reached.back(), "x-request-id"), id);
  }
  for (const std::string& id :
       {std::string(), std::string(129, 'x'), std::string("a b"), std::string("a, b"),
        std::string("a\"b"), std::string("\xC3\xA4"), std::string("a/b")}) {
    const std::string own =
        world.get("/api/v1/users/me", {{"x-request-id", id}}).header("x-request-id");
    EXPECT_TRUE(own.starts_with("req_")) << own;
    EXPECT_EQ(own.size(), 30u);
    EXPECT_EQ(header_of(world.reached.back(), "x-request-id"), own);
    EXPECT_NE(world.log.back().find(own), std::string::npos);
  }
}

TEST(Traceparent, IsPassedOnWhenItIsSoundAndOtherwiseMade) {
  Gateway world;
  const auto passed = [&](std::string value) {
    world.get("/api/v1/users/me", {{"traceparent", std::move(value)}});
    return header_of(world.reached.back(), "traceparent");
  };
  EXPECT_EQ(passed(std::string(kTrace)), kTrace);
  for (const std::string_view bad :
       {"", "x", "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0g",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x",
        "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01"}) {
    const std::string made = passed(std::string(bad));
    EXPECT_NE(made, bad);
    EXPECT_EQ(passed(made), made) << made;
  }
}

TEST(Answers, CarryTheirSecurityHeadersAlsoWhenTheyAreErrors) {
  Gateway world;
  for (const std::string target :
       {"/api/v1/users/me", "/nothing", "/a//b", "/api/v1/products/1", "/api/v1/health"}) {
    const auto reply = world.get(target);
    EXPECT_EQ(reply.header("x-content-type-options"), "nosniff") << target;
    EXPECT_EQ(reply.header("x-frame-options"), "DENY") << target;
    EXPECT_EQ(reply.header("referrer-policy"), "no-referrer") << target;
    EXPECT_EQ(reply.header("content-security-policy"),
              "default-src 'none'; frame-ancestors 'none'");
    EXPECT_EQ(reply.header("strict-transport-security"), "") << target;
    EXPECT_EQ(reply.all("x-request-id").size(), 1u) << target;
  }
  world.set_variable("BASE_URL", "https://api.crowai.dev");
  EXPECT_NE(world.get("/nothing").header("strict-transport-security"), "");
}

TEST(Cors, LetsTrustedOriginsReadAndNobodyElse) {
  Gateway world;
  const auto good = world.get("/api/v1/users/me", {{"origin", "http://localhost:8787"}});
  EXPECT_EQ(good.header("access-control-allow-origin"), "http://localhost:8787");
  EXPECT_EQ(good.header("access-control-allow-credentials"), "true");
  EXPECT_EQ(good.header("vary"), "Origin");
  for (const std::string origin :
       {"https://evil.example", "null", "http://localhost:8787.evil.example"}) {
    const auto reply = world.get("/api/v1/users/me", {{"origin", origin}});
    EXPECT_EQ(reply.header("access-control-allow-origin"), "") << origin;
    EXPECT_EQ(reply.header("access-control-allow-credentials"), "") << origin;
    EXPECT_EQ(reply.header("vary"), "Origin") << origin;
  }
  EXPECT_EQ(world.get("/api/v1/users/me").header("vary"), "");
}

TEST(Preflight, IsAnsweredWithoutReachingTheService) {
  Gateway world;
  World::Message message{
      "OPTIONS",
      "/api/v1/users/me",
      {{"origin", "http://localhost:8787"}, {"access-control-request-method", "DELETE"}},
      {}};
  const auto good = world.send(message);
  EXPECT_EQ(good.status, 204);
  EXPECT_EQ(good.header("access-control-allow-origin"), "http://localhost:8787");
  EXPECT_NE(good.header("access-control-allow-methods").find("DELETE"), std::string::npos);
  EXPECT_NE(good.header("access-control-allow-headers").find("x-api-key"), std::string::npos);
  message.headers[0].second = "https://evil.example";
  const auto bad = world.send(message);
  EXPECT_EQ(bad.status, 204);
  EXPECT_EQ(bad.header("access-control-allow-origin"), "");
  EXPECT_EQ(bad.header("access-control-allow-methods"), "");
  EXPECT_TRUE(world.reached.empty());
  message.headers.pop_back();
  world.send(message);  // A plain OPTIONS is the service's to answer.
  EXPECT_EQ(world.reached.size(), 1u);
}

TEST(Stripping, TakesAwayWhatAClientSaysAboutItself) {
  Gateway world;
  world.get("/api/v1/users/me", {{"x-user-id", "root"},
                                 {"x-organization-id", "other"},
                                 {"x-internal-key", "test-internal-key"},
                                 {"x-refusal", "words"},
                                 {"cf-connecting-ip", "1.2.3.4"},
                                 {"cookie", "a=1"},
                                 {"x-kept", "1"},
                                 {"authorization", "Basic x"}});
  for (const std::string_view name : {"x-user-id", "x-organization-id", "x-internal-key",
                                      "cf-connecting-ip", "cookie", "authorization"})
    EXPECT_EQ(header_of(world.reached.back(), name), "") << name;
  EXPECT_EQ(header_of(world.reached.back(), "x-kept"), "1");
  EXPECT_EQ(header_of(world.reached.back(), "x-refusal"),
            "Authorization must be Bearer or ApiKey with an API key.");
  world.set_variable("BEHIND_CLOUDFLARE", "true");
  world.get("/api/v1/users/me", {{"cf-connecting-ip", "1.2.3.4"}});
  EXPECT_EQ(header_of(world.reached.back(), "cf-connecting-ip"), "1.2.3.4");
}

}  // namespace
}  // namespace crow::gateway
