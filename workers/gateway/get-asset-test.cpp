#include "workers/gateway/handlers.h"
#include "workers/gateway/testing.h"

namespace crow::gateway {
namespace {

TEST(Assets, AreServedUnderTheirOwnPaths) {
  Gateway world;
  world.answer = {200, {{"content-type", "text/html"}}, "<p>"};
  const std::vector<std::pair<std::string, std::string_view>> cases = {
      {"/docs", "/docs/index.html"},
      {"/docs/", "/docs/index.html"},
      {"/docs/script.js?v=1", "/docs/script.js"},
      {"/crow.js", "/crow.js"},
      {"/crow.js?v=1", "/crow.js"},
      {"/api/v1/openapi.json", "/openapi/openapi.json"},
      {"/api/v1/users/openapi.json", "/openapi/users.json"},
      {"/api/v1/auth/openapi.json", "/openapi/auth.json"}};
  for (const auto& [target, asset] : cases) {
    const auto reply = world.get(
        target, {{"cookie", "s=1"}, {"authorization", "Bearer crow_x"}, {"x-api-key", "crow_x"}});
    EXPECT_EQ(reply.status, 200) << target;
    EXPECT_EQ(reply.body, "<p>");
    EXPECT_EQ(reply.header("cache-control"), "public, max-age=300");
    EXPECT_EQ(world.reached.back().target, asset);
    for (const std::string_view name : {"cookie", "authorization", "x-api-key"})
      EXPECT_EQ(header_of(world.reached.back(), name), "") << name;
    EXPECT_EQ(world.send({"HEAD", target}).status, 200) << target;
  }
  EXPECT_EQ(world.resolved, 0);
}

TEST(Assets, OfTheDocumentationRunOnlyScriptsOfThisOrigin) {
  Gateway world;
  const auto docs = world.get("/docs/");
  ASSERT_EQ(docs.all("content-security-policy").size(), 1u);
  EXPECT_NE(docs.header("content-security-policy").find("script-src 'self';"), std::string::npos);
  EXPECT_EQ(docs.header("access-control-allow-origin"), "");
  EXPECT_EQ(world.get("/api/v1/openapi.json").header("access-control-allow-origin"), "*");
}

TEST(Assets, OfTheTrackingScriptAreForPagesOfEverySite) {
  Gateway world;
  world.answer = {200, {{"content-type", "text/javascript"}}, "crow"};
  for (const std::string origin : {"", "https://shop.example", "null", "http://localhost:8787"}) {
    World::Headers headers;
    if (!origin.empty()) headers.emplace_back("origin", origin);
    const auto reply = world.get("/crow.js", headers);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.all("access-control-allow-origin"), std::vector<std::string>{"*"}) << origin;
    EXPECT_EQ(reply.header("access-control-allow-credentials"), "") << origin;
    EXPECT_EQ(reply.all("cross-origin-resource-policy"), std::vector<std::string>{"cross-origin"});
    EXPECT_EQ(reply.header("cache-control"), "public, max-age=300");
    EXPECT_EQ(reply.header("content-type"), "text/javascript");
    EXPECT_EQ(reply.header("x-content-type-options"), "nosniff");
  }
  EXPECT_EQ(refusal_of(world.send({"POST", "/crow.js"})), "404 NOT_FOUND");
  EXPECT_EQ(refusal_of(world.get("/crow.js/x")), "404 NOT_FOUND");
  EXPECT_EQ(world.resolved, 0);
}

TEST(Assets, ThatDoNotExistAre404InTheContractsForm) {
  Gateway world;
  world.answer = {404, {{"content-type", "text/html"}}, "<h1>not found"};
  EXPECT_EQ(refusal_of(world.get("/docs/nothing.js")), "404 NOT_FOUND");
  for (const std::string method : {"POST", "DELETE", "OPTIONS"})
    EXPECT_EQ(refusal_of(world.send({method, "/docs/"})), "404 NOT_FOUND") << method;
}

}  // namespace
}  // namespace crow::gateway
