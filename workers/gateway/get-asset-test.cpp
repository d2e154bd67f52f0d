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

TEST(Assets, ThatDoNotExistAre404InTheContractsForm) {
  Gateway world;
  world.answer = {404, {{"content-type", "text/html"}}, "<h1>not found"};
  EXPECT_EQ(refusal_of(world.get("/docs/nothing.js")), "404 NOT_FOUND");
  for (const std::string method : {"POST", "DELETE", "OPTIONS"})
    EXPECT_EQ(refusal_of(world.send({method, "/docs/"})), "404 NOT_FOUND") << method;
}

}  // namespace
}  // namespace crow::gateway
