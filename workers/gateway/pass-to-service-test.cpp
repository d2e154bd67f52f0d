#include "workers/gateway/handlers.h"
#include "workers/gateway/testing.h"

namespace crow::gateway {
namespace {

TEST(PassToService, CarriesTheInternalTokenAndTheCaller) {
  Gateway world;
  const auto reply =
      world.get("/api/v1/organizations/north?x=1",
                {{"x-api-key", "crow_goodpat"}, {"apikey", "crow_goodpat"}, {"accept", "a/b"}});
  EXPECT_EQ(reply.body, R"({"from":"service"})");
  ASSERT_EQ(world.reached.size(), 1u);
  const auto& message = world.reached[0];
  EXPECT_EQ(message.target, "/api/v1/organizations/north?x=1");
  EXPECT_EQ(header_of(message, "authorization"), "Bearer token-of-crow_goodpat");
  EXPECT_EQ(header_of(message, "x-user-id"), "pat");
  EXPECT_EQ(header_of(message, "x-organization-id"), "north");
  EXPECT_EQ(header_of(message, "accept"), "a/b");
  EXPECT_EQ(header_of(message, "x-request-id"), reply.header("x-request-id"));
  for (const std::string_view name : {"x-api-key", "apikey", "cookie", "x-refusal"})
    EXPECT_EQ(header_of(message, name), "") << name;
  EXPECT_EQ(std::ranges::count(message.headers, "authorization",
                               &std::pair<std::string, std::string>::first),
            1);
  EXPECT_NE(world.log[0].find(R"("caller":"pat","organization":"north")"), std::string::npos);
  for (const std::string& line : world.log)
    EXPECT_EQ(line.find("crow_"), std::string::npos) << line;
}

TEST(PassToService, SendsOnWhoIsNobodyWithTheReason) {
  Gateway world;
  const std::vector<std::pair<World::Headers, std::string_view>> cases = {
      {{}, ""},
      {{{"x-refusal", "trust me"}}, ""},
      {{{"x-api-key", "crow_revoked"}}, "The API key is revoked."},
      {{{"x-api-key", ""}}, "The API key is malformed."},
      {{{"authorization", "Bearer a.b.c"}},
       "Tokens are not accepted here; send a session cookie or an API key."}};
  for (const auto& [headers, reason] : cases) {
    EXPECT_EQ(world.get("/api/v1/users/me", headers).status, 200);
    EXPECT_EQ(header_of(world.reached.back(), "x-refusal"), reason);
    EXPECT_EQ(header_of(world.reached.back(), "authorization"), "");
    EXPECT_EQ(header_of(world.reached.back(), "x-user-id"), "");
  }
  EXPECT_EQ(world.resolved, 1);
}

TEST(PassToService, LooksAtNobodyWhoAsksForAPicture) {
  Gateway world;
  const auto reply = world.get("/api/v1/products/images/abc?width=320",
                               {{"x-api-key", "crow_goodpat"}, {"cookie", "a=1"}});
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(world.resolved, 0);
  EXPECT_EQ(world.reached.back().target, "/api/v1/products/images/abc?width=320");
  for (const std::string_view name : {"x-api-key", "cookie", "authorization", "x-user-id"})
    EXPECT_EQ(header_of(world.reached.back(), name), "") << name;
}

TEST(PassToService, RefusesSeveralCredentials) {
  Gateway world;
  const auto reply =
      world.get("/api/v1/users/me", {{"x-api-key", "crow_a"}, {"authorization", "Bearer crow_b"}});
  EXPECT_EQ(refusal_of(reply), "400 VALIDATION_ERROR");
  EXPECT_TRUE(world.reached.empty());
}

TEST(PassToService, HandsTheAnswerBackWithItsStatusHeadersAndBody) {
  Gateway world;
  world.answer = {
      409, {{"content-type", "text/x"}, {"set-cookie", "a=1"}, {"x-request-id", "theirs"}}, "body"};
  const auto reply = world.get("/api/v1/users/me", {{"x-request-id", "ours"}});
  EXPECT_EQ(reply.status, 409);
  EXPECT_EQ(reply.body, "body");
  EXPECT_EQ(reply.header("content-type"), "text/x");
  EXPECT_EQ(reply.header("set-cookie"), "a=1");
  EXPECT_EQ(reply.all("x-request-id"), std::vector<std::string>{"ours"});
  world.fail_next("forward.fetch", "gone");
  EXPECT_EQ(refusal_of(world.get("/api/v1/users/me")), "503 UNAVAILABLE");
}

TEST(PassToAuth, KeepsTheCookieAndNothingElseOfTheCaller) {
  Gateway world;
  world.post("/api/v1/auth/sign-out", "{}",
             {{"cookie", "better-auth.session_token=t"},
              {"x-user-id", "root"},
              {"authorization", "Bearer x"},
              {"x-internal-key", "test-internal-key"},
              {"origin", "http://localhost:8787"}});
  ASSERT_EQ(world.reached.size(), 1u);
  EXPECT_EQ(header_of(world.reached[0], "cookie"), "better-auth.session_token=t");
  EXPECT_EQ(header_of(world.reached[0], "origin"), "http://localhost:8787");
  for (const std::string_view name : {"x-user-id", "authorization", "x-internal-key"})
    EXPECT_EQ(header_of(world.reached[0], name), "") << name;
  EXPECT_EQ(world.reached[0].body, "{}");
  EXPECT_EQ(world.resolved, 0);
}

constexpr const char* kGetSession = "/api/v1/auth/get-session";
constexpr const char* kSession = "better-auth.session_token=ada.signature";

TEST(PassToAuth, LeadsWhoeverReadsASessionToTheObjectThatRemembersIt) {
  Gateway world;
  const auto reply = world.get(kGetSession, {{"cookie", kSession}});
  EXPECT_EQ(reply.body, "from the object");
  EXPECT_EQ(header_of(world.reached.at(0), "cookie"), kSession);
  EXPECT_EQ(header_of(world.reached.at(0), "x-request-id"), reply.header("x-request-id"));
}

TEST(PassToAuth, AsksTheWorkerItselfForAnythingElse) {
  Gateway world;
  const std::vector<World::Message> others = {
      {.target = kGetSession},
      {.target = kGetSession, .headers = {{"cookie", "better-auth.session_token=-/../x.y"}}},
      {.target = kGetSession, .headers = {{"cookie", kSession}, {"x-api-key", "crow_goodpat"}}},
      {.method = "POST", .target = kGetSession, .headers = {{"cookie", kSession}}},
      {.target = "/api/v1/auth/list-sessions", .headers = {{"cookie", kSession}}}};
  for (const auto& message : others)
    EXPECT_NE(world.send(message).body, "from the object") << message.target;
}

TEST(PassToAuth, DoesWithoutAnObjectThatDoesNotAnswer) {
  Gateway world;
  world.fail_next("forward.fetch", "Durable Object is overloaded.");
  EXPECT_EQ(world.get(kGetSession, {{"cookie", kSession}}).status, 200);
  EXPECT_EQ(world.operations.back(), "forward.fetch");
}

}  // namespace
}  // namespace crow::gateway
