// What is counted, and what each counted answer says.
#include "workers/gateway/counted.h"

#include "workers/gateway/testing.h"

namespace crow::gateway {
namespace {

TEST(Counted, IsNothingThatIsForEveryone) {
  Deployment world("production");
  for (int i = 0; i < 11; ++i) world.from("everyone", "/api/v1/users/me");
  world.asked = world.resolved = 0;
  for (const std::string method : {"GET", "HEAD"})
    for (const std::string path :
         {"/api/v1/health", "/api/v1/ready", "/api/v1/users/health", "/api/v1/users/ready",
          "/api/v1/auth/health", "/api/v1/auth/ready", "/api/v1/patterns/health", "/docs", "/docs/",
          "/docs/index.html", "/api/v1/openapi.json", "/api/v1/users/openapi.json",
          "/api/v1/auth/jwks", "/.well-known/agent-card.json", "/api/v1/products/images/a",
          "/api/v1/products/images/a/b", "/api/v1/users/pictures/a", "/crow.js"}) {
      const auto reply =
          world.send({method,
                      path,
                      {{"cf-connecting-ip", "everyone"}, {"x-api-key", "crow_goodeveryone"}},
                      {}});
      EXPECT_NE(reply.status, 429) << path;
      EXPECT_EQ(reply.header("x-ratelimit-limit"), "") << path;
      EXPECT_EQ(reply.header("ratelimit"), "") << path;
    }
  EXPECT_EQ(world.asked, 0);
  EXPECT_EQ(world.resolved, 0);
  // Neither what only looks like it, nor what is no read.
  for (const auto& [method, path] : {std::pair<std::string, std::string>{"GET", "/docs.html"},
                                     {"POST", "/docs"},
                                     {"POST", "/crow.js"},
                                     {"DELETE", "/api/v1/products/images/a"},
                                     {"POST", "/api/v1/users/ready"},
                                     {"GET", "/api/v1/products/1/health"},
                                     {"GET", "/api/v1/users/images/a"}})
    EXPECT_EQ(world.from("everyone", path, method).status, 429) << method << ' ' << path;
}

void expect_headers(const World::Reply& reply, std::string_view limit) {
  EXPECT_EQ(reply.header("x-ratelimit-limit"), limit);
  for (const std::string name : {"x-ratelimit-remaining", "x-ratelimit-reset"})
    EXPECT_TRUE(to_number(reply.header(name))) << name << ": " << reply.header(name);
  EXPECT_TRUE(reply.header("ratelimit-policy").starts_with(concat("\"minute\";q=", limit, ";w=60")))
      << reply.header("ratelimit-policy");
  EXPECT_TRUE(reply.header("ratelimit").starts_with("\"minute\";r=")) << reply.header("ratelimit");
}

TEST(Counted, AnswersAllSayHowLimitsStand) {
  Deployment world("production");
  const World::Headers key = {{"x-api-key", "crow_goodevery"}};
  for (const int status :
       {200, 201, 202, 204, 304, 400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 429, 500, 503}) {
    world.answer.status = status;
    const auto reply = world.get("/api/v1/users/me", key);
    EXPECT_EQ(reply.status, status);
    expect_headers(reply, "1000000");
  }
  world.answer.status = 200;
  // What the gateway itself refuses, whoever asks.
  for (const auto& [path, status] : {std::pair<std::string, int>{"/api/v1/nothing", 404},
                                     {"/api/v1/patterns", 501},
                                     {"/api/v2/users", 404},
                                     {"/nothing", 404},
                                     {"/", 404},
                                     {"/api/v1/users//me", 400},
                                     {"/api/v1/users/%2e%2e/me", 400},
                                     {"/" + std::string(40'000, 'a'), 413}}) {
    for (const bool is_known : {true, false}) {
      const auto reply =
          is_known ? world.get(path, key) : world.from(concat("every", path.size()), path);
      EXPECT_EQ(reply.status, status) << path.substr(0, 40);
      expect_headers(reply, is_known ? "1000000" : "10");
    }
  }
  const auto several =
      world.get("/api/v1/users/me", {{"x-api-key", "crow_gooda"}, {"apikey", "crow_goodb"}});
  EXPECT_EQ(several.status, 400);
  expect_headers(several, "10");
  expect_headers(world.from("e", "/api/v1/auth/sign-in/email", "POST"), "10");
  expect_headers(world.from("e", "/api/v1/auth/get-session"), "600");
  expect_headers(world.from("e", "/api/v1/interactions?key=crowpk_1", "POST"), "600");
  // Refusals of the limits themselves.
  for (int i = 0; i < 12; ++i) expect_headers(world.from("e", "/api/v1/users/me"), "10");
  world.set_neighbour("COUNTERS", [](const World::Message&) { return World::Reply{503, {}, ""}; });
  const auto uncounted = world.from("f", "/api/v1/users/me");
  EXPECT_EQ(refusal_of(uncounted), "503 UNAVAILABLE");
  expect_headers(uncounted, "10");
  EXPECT_EQ(uncounted.header("x-ratelimit-remaining"), "0");
}

TEST(Counted, MinutesAndDaysAreThoseOfUtc) {
  Deployment world("production");
  world.now_ms = 1'790'035'200'000 - 1;  // 23:59:59.999
  const auto last = world.from("edge", "/api/v1/users/me");
  EXPECT_EQ(last.header("x-ratelimit-reset"), "1790035200");
  EXPECT_EQ(last.header("ratelimit"), "\"minute\";r=9;t=1, \"day\";r=99;t=1");
  world.now_ms += 1;  // 00:00:00.000
  const auto first = world.from("edge", "/api/v1/users/me");
  EXPECT_EQ(first.header("x-ratelimit-reset"), "1790035260");
  EXPECT_EQ(first.header("ratelimit"), "\"minute\";r=9;t=60, \"day\";r=99;t=86400");
}

}  // namespace
}  // namespace crow::gateway
