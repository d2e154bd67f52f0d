#include "workers/gateway/handlers.h"
#include "workers/gateway/services.h"
#include "workers/gateway/testing.h"

namespace crow::gateway {
namespace {

TEST(RawPath, IsRefusedBeforeAnyPrefixIsLookedAt) {
  Gateway world;
  for (const std::string_view path : {"//",
                                      "//api/v1/users/me",
                                      "/api//v1/users/me",
                                      "/api/v1//users/me",
                                      "/api/v1/users//me",
                                      "/api/v1/users/../auth/sign-out",
                                      "/api/v1/users/%2e%2e/auth",
                                      "/api/v1/users/.%2E/auth",
                                      "/api/v1/users/%252e%252e/auth",
                                      "/api/v1/./users/me",
                                      "/api/v1/users/.",
                                      "/..",
                                      "/docs/../internal",
                                      "/api/v1/users%2fme",
                                      "/api%2Fv1/users/me",
                                      "/api/v1/users/a%5cb",
                                      "/api/v1/users/a\\b",
                                      "/api/v1/users/%00",
                                      "/api/v1/users/a%00b",
                                      "/api/v1/users/%FF",
                                      "/api/v1/users/%C0%AF",
                                      "/api/v1/users/\xFF",
                                      "/api/v1/users/%ED%A0%80",
                                      "/api/v1/users/%",
                                      "/api/v1/users/%4",
                                      "/api/v1/users/%zz",
                                      "/api/v1/users/%0d%0ax",
                                      "/docs/%2e%2e/x",
                                      "/nothing/%2e%2e"}) {
    for (const std::string method : {"GET", "OPTIONS", "POST"}) {
      const auto reply = world.send({method, std::string(path)});
      EXPECT_EQ(refusal_of(reply), "400 VALIDATION_ERROR") << path;
      EXPECT_NE(reply.header("x-request-id"), "");
    }
  }
  EXPECT_TRUE(world.reached.empty());
  EXPECT_EQ(world.resolved, 0);
}

TEST(RawPath, ReachesTheServiceAsItCame) {
  Gateway world;
  for (const std::string target :
       {"/api/v1/users/me", "/api/v1/users", "/api/v1/users/", "/api/v1/users/caf%C3%A9",
        "/api/v1/users/a%20b", "/api/v1/users/x?y=//&z=../%2e%2e&q=%FF", "/api/v1/users/...",
        "/api/v1/users/%41", "/api/v1/user%73/me"}) {
    EXPECT_EQ(world.get(target).status, 200) << target;
    EXPECT_EQ(world.reached.back().target, target);
  }
}

TEST(Routing, AnswersProbesToReadersAlone) {
  Gateway world;
  for (const char* target : {"/api/v1/health", "/api/v1/ready"}) {
    const auto reply = world.send({.method = "POST", .target = target});
    EXPECT_EQ(refusal_of(reply), "405 METHOD_NOT_ALLOWED") << target;
    EXPECT_EQ(reply.header("allow"), "GET, HEAD, OPTIONS");
  }
}

TEST(Routing, FindsTheServiceByTheFirstSegment) {
  Gateway world;
  const std::vector<std::pair<std::string, std::string_view>> cases = {
      {"/", "404 NOT_FOUND"},
      {"/api", "404 NOT_FOUND"},
      {"/api/v1", "404 NOT_FOUND"},
      {"/api/v1/", "404 NOT_FOUND"},
      {"/api/v1/nothing", "404 NOT_FOUND"},
      {"/api/v1/Users/me", "404 NOT_FOUND"},
      {"/api/v1/%75nknown/me", "404 NOT_FOUND"},
      {"/api/v1/internal/auth/resolve-credential", "404 NOT_FOUND"},
      {"/internal/auth/resolve-credential", "404 NOT_FOUND"},
      {"/api/v2", "404 NOT_FOUND"},
      {"/api/v2/users/me", "404 NOT_FOUND"},
      {"/api/v1users/me", "404 NOT_FOUND"},
      {"/api/v1/health/x", "404 NOT_FOUND"},
      {"/documents", "404 NOT_FOUND"},
  };
  for (const auto& [target, out] : cases) EXPECT_EQ(refusal_of(world.get(target)), out) << target;
  EXPECT_NE(world.get("/api/v2/x").body.find("version 2"), std::string::npos);
  for (const Neighbour& neighbour : kNeighbours)
    if (neighbour.binding.empty())
      EXPECT_EQ(refusal_of(world.get(concat("/api/v1/", neighbour.name, "/x"))),
                "501 NOT_IMPLEMENTED");
  EXPECT_TRUE(world.reached.empty());
}

TEST(Routing, FindsTheCrawlerUnderItsPaths) {
  Gateway world;
  for (const std::string target :
       {"/api/v1/crawler/health", "/api/v1/crawler-jobs", "/api/v1/crawler-jobs/crawl_1",
        "/api/v1/products/crawler-jobs", "/api/v1/products/crawler-jobs?page=2",
        "/api/v1/products/crawler-jobs/organization/north"}) {
    EXPECT_EQ(world.get(target).status, 200) << target;
    EXPECT_EQ(world.reached.back().target, target);
    EXPECT_NE(world.log.back().find(R"("route":"crawler")"), std::string::npos);
  }
}

TEST(Routing, GoesByTheMethodWhereTwoServicesShareAPath) {
  Gateway world;
  for (const auto& [method, service] : {std::pair{"GET", "search"},
                                        {"HEAD", "search"},
                                        {"POST", "products"},
                                        {"PUT", "products"},
                                        {"OPTIONS", "products"}}) {
    EXPECT_EQ(world.send({method, "/api/v1/products"}).status, 200) << method;
    EXPECT_NE(world.log.back().find(concat(R"("route":")", service, '"')), std::string::npos)
        << method << ' ' << world.log.back();
  }
}

TEST(Sizes, OfTargetAndHeadersTogetherAreLimited) {
  Gateway world;
  EXPECT_EQ(world.get("/api/v1/users/me?" + std::string(30'000, 'a')).status, 200);
  EXPECT_EQ(refusal_of(world.get("/api/v1/users/me?" + std::string(32'768, 'a'))),
            "413 PAYLOAD_TOO_LARGE");
  EXPECT_EQ(refusal_of(world.get("/api/v1/users/me", {{"x-long", std::string(32'768, 'a')}})),
            "413 PAYLOAD_TOO_LARGE");
  World::Headers many;
  for (int i = 0; i < 1'000; ++i) many.emplace_back(concat("x-header-", i), std::string(30, 'a'));
  EXPECT_EQ(refusal_of(world.get("/api/v1/users/me", many)), "413 PAYLOAD_TOO_LARGE");
}

TEST(Sizes, OfBodiesAreLimitedByWhatTheyAnnounce) {
  Gateway world;
  const auto announced = [&](std::string length) {
    return world.send({"POST", "/api/v1/users/me", {{"content-length", std::move(length)}}, {}})
        .status;
  };
  EXPECT_EQ(announced("104857600"), 200);
  EXPECT_EQ(announced("104857601"), 413);
  EXPECT_EQ(announced("9223372036854775807"), 413);
}

}  // namespace
}  // namespace crow::gateway
