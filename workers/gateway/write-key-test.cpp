#include "workers/gateway/write-key.h"

#include "workers/gateway/testing.h"

namespace crow::gateway {
namespace {

constexpr std::string_view kPage = "https://shop.example";
const std::string kTarget = "/api/v1/interactions?key=crowpk_1";

World::Reply send(Gateway& world, World::Headers headers, std::string target = kTarget) {
  headers.emplace_back("content-type", "text/plain");
  return world.send({"POST", std::move(target), std::move(headers), "{}"});
}

TEST(WriteKey, IsCarriedByPostsToInteractionsWithAKeyInTheQuery) {
  const auto carries = [](Method method, std::string path, std::string query) {
    Request request;
    request.method = method;
    request.path = std::move(path);
    request.query = std::move(query);
    return carries_write_key(request);
  };
  const std::string path = "/api/v1/interactions";
  for (const std::string query : {"key=crowpk_1", "key=", "key", "a=b&key=c", "%6bey=c"})
    EXPECT_TRUE(carries(Method::post, path, query)) << query;
  for (const std::string query : {"", "keys=1", "a=key", "Key=1", "key=%zz"})
    EXPECT_FALSE(carries(Method::post, path, query)) << query;
  EXPECT_TRUE(carries(Method::options, path, "key=a"));
  for (const Method method : {Method::get, Method::put, Method::remove})
    EXPECT_FALSE(carries(method, path, "key=a"));
  for (const std::string other : {"/api/v1/interactions/", "/api/v1/interactions/write-keys",
                                  "/api/v1/users", "/interactions"})
    EXPECT_FALSE(carries(Method::post, other, "key=a")) << other;
}

TEST(WriteKey, ReachesTheServiceWithoutACallerAndWithoutCookies) {
  Gateway world;
  world.set_variable("BEHIND_CLOUDFLARE", "true");
  const auto reply = send(world, {{"cookie", "better-auth.session_token=good1"},
                                  {"origin", std::string(kPage)},
                                  {"user-agent", "Firefox"},
                                  {"accept-language", "de"},
                                  {"cf-connecting-ip", "203.0.113.7"},
                                  {"x-user-id", "root"},
                                  {"x-organization-id", "north"},
                                  {"x-internal-key", "test-internal-key"}});
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(world.resolved, 0);
  ASSERT_EQ(world.reached.size(), 1u);
  const World::Message& message = world.reached[0];
  EXPECT_EQ(message.target, kTarget);
  EXPECT_EQ(message.body, "{}");
  for (const std::string_view name :
       {"cookie", "authorization", "x-user-id", "x-organization-id", "x-internal-key", "x-refusal"})
    EXPECT_EQ(header_of(message, name), "") << name;
  for (const auto& [name, value] : {std::pair{"origin", kPage},
                                    {"user-agent", "Firefox"},
                                    {"accept-language", "de"},
                                    {"cf-connecting-ip", "203.0.113.7"},
                                    {"content-type", "text/plain"}})
    EXPECT_EQ(header_of(message, name), value) << name;
  EXPECT_EQ(header_of(message, "x-request-id"), reply.header("x-request-id"));
}

TEST(WriteKey, IsTheOnlyCredentialOfItsRequest) {
  Gateway world;
  for (const World::Headers& headers : {World::Headers{{"x-api-key", "crow_good1"}},
                                        {{"apikey", "crow_good1"}},
                                        {{"authorization", "Bearer crow_good1"}},
                                        {{"authorization", ""}}}) {
    const auto reply = send(world, headers);
    EXPECT_EQ(refusal_of(reply), "400 VALIDATION_ERROR") << headers[0].first;
    EXPECT_NE(reply.body.find("several credentials"), std::string::npos) << reply.body;
  }
  EXPECT_TRUE(world.reached.empty());
}

TEST(WriteKey, IsAnsweredToPagesOfEverySite) {
  Gateway world;
  for (const std::string origin : {"https://shop.example", "null", "http://localhost:8787"}) {
    const auto reply = send(world, {{"origin", origin}});
    EXPECT_EQ(reply.all("access-control-allow-origin"), std::vector<std::string>{"*"}) << origin;
    EXPECT_EQ(reply.header("access-control-allow-credentials"), "") << origin;
    EXPECT_EQ(reply.header("vary"), "") << origin;
  }
  const auto refused = send(world, {{"origin", std::string(kPage)}, {"x-api-key", "crow_good1"}});
  EXPECT_EQ(refused.header("access-control-allow-origin"), "*");
  // A credential of another kind is for trusted pages alone.
  const auto other = send(world, {{"origin", std::string(kPage)}}, "/api/v1/interactions");
  EXPECT_EQ(other.header("access-control-allow-origin"), "");
}

TEST(WriteKey, LetsEveryPageAskBeforeItSends) {
  Gateway world;
  const auto ask = [&](std::string target) {
    return world.send({"OPTIONS",
                       std::move(target),
                       {{"origin", std::string(kPage)},
                        {"access-control-request-method", "POST"},
                        {"access-control-request-headers", "content-type"}},
                       {}});
  };
  const auto reply = ask(kTarget);
  EXPECT_EQ(reply.status, 204);
  EXPECT_EQ(reply.header("access-control-allow-origin"), "*");
  EXPECT_EQ(reply.header("access-control-allow-methods"), "POST");
  EXPECT_EQ(reply.header("access-control-allow-headers"), "content-type");
  EXPECT_EQ(reply.header("access-control-max-age"), "86400");
  EXPECT_EQ(ask("/api/v1/interactions").header("access-control-allow-origin"), "");
  EXPECT_EQ(ask("/api/v1/users/me?key=a").header("access-control-allow-origin"), "");
  EXPECT_TRUE(world.reached.empty());
}

TEST(WriteKey, StandsInNoLogLine) {
  Gateway world;
  send(world, {});
  for (const std::string& line : world.log)
    EXPECT_EQ(line.find("crowpk_1"), std::string::npos) << line;
}

}  // namespace
}  // namespace crow::gateway
