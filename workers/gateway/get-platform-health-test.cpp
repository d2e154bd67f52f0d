#include "workers/gateway/handlers.h"
#include "workers/gateway/testing.h"

namespace crow::gateway {
namespace {

TEST(PlatformHealth, IsThatOfEveryServiceThatIsBuilt) {
  Gateway world;
  world.set_variable("VERSION", "1.0.0");
  int auth_status = 200;
  std::string status = "ok";
  const auto probe = [&](const World::Message& message) {
    EXPECT_EQ(message.method, "GET");
    EXPECT_TRUE(message.target.ends_with("/ready")) << message.target;
    return World::Reply{
        auth_status, {}, concat(R"({"status":")", status, R"(","service":"x","version":"1"})")};
  };
  for (const char* binding :
       {"AUTH", "ACCESS", "USERS", "ORGANIZATIONS", "INTERACTIONS", "IMPORTS"})
    world.set_neighbour(binding, probe);
  for (const std::string target : {"/api/v1/health", "/api/v1/ready"}) {
    const auto reply = world.get(target);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.header("cache-control"), "no-store");
    EXPECT_EQ(reply.body, R"({"status":"ok","service":"platform","version":"1.0.0","services":[)"
                          R"({"service":"auth","status":"ok"},{"service":"access","status":"ok"},)"
                          R"({"service":"users","status":"ok"},)"
                          R"({"service":"organizations","status":"ok"},)"
                          R"({"service":"interactions","status":"ok"},)"
                          R"({"service":"imports","status":"ok"}]})");
  }
  world.set_neighbour("USERS", [](const World::Message&) { return World::Reply{503, {}, "{}"}; });
  const auto partly = world.get("/api/v1/health");
  EXPECT_EQ(partly.status, 503);
  EXPECT_EQ(partly.body,
            R"({"status":"unavailable","service":"platform","version":"1.0.0","services":[)"
            R"({"service":"auth","status":"ok"},{"service":"access","status":"ok"},)"
            R"({"service":"users","status":"unavailable"},)"
            R"({"service":"organizations","status":"ok"},)"
            R"({"service":"interactions","status":"ok"},)"
            R"({"service":"imports","status":"ok"}]})");
  world.set_neighbour("USERS", probe);
  world.fail_next("service.fetch", "gone");
  EXPECT_EQ(world.get("/api/v1/health").status, 503);
  status = "unavailable";
  EXPECT_EQ(world.get("/api/v1/health").status, 503);
}

TEST(PlatformHealth, AsksAllServicesAtOnce) {
  Gateway world;
  world.start({.target = "/api/v1/health"});
  EXPECT_EQ(world.waiting(), 6u);
  world.run();
}

}  // namespace
}  // namespace crow::gateway
