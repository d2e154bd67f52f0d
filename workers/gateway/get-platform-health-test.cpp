#include "shared/core/text.h"
#include "workers/gateway/handlers.h"
#include "workers/gateway/services.h"
#include "workers/gateway/testing.h"

namespace crow::gateway {
namespace {

// The answer when every service is well but those at a binding.
std::string health(std::string_view status, std::string_view unwell = {}) {
  std::string out =
      concat(R"({"status":")", status, R"(","service":"platform","version":"1.0.0","services":[)");
  for (const Neighbour& neighbour : kNeighbours) {
    if (neighbour.binding.empty()) continue;
    out += concat(out.ends_with('[') ? "" : ",", R"({"service":")", neighbour.name,
                  R"(","status":")", neighbour.binding == unwell ? "unavailable" : "ok", R"("})");
  }
  return out + "]}";
}

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
  for (const Neighbour& neighbour : kNeighbours)
    if (!neighbour.binding.empty()) world.set_neighbour(std::string(neighbour.binding), probe);
  for (const std::string target : {"/api/v1/health", "/api/v1/ready"}) {
    const auto reply = world.get(target);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.header("cache-control"), "no-store");
    EXPECT_EQ(reply.body, health("ok"));
  }
  world.set_neighbour("USERS", [](const World::Message&) { return World::Reply{503, {}, "{}"}; });
  const auto partly = world.get("/api/v1/health");
  EXPECT_EQ(partly.status, 503);
  EXPECT_EQ(partly.body, health("unavailable", "USERS"));
  world.set_neighbour("USERS", probe);
  world.fail_next("service.fetch", "gone");
  EXPECT_EQ(world.get("/api/v1/health").status, 503);
  status = "unavailable";
  EXPECT_EQ(world.get("/api/v1/health").status, 503);
}

TEST(PlatformHealth, AsksAllServicesAtOnce) {
  Gateway world;
  world.start({.target = "/api/v1/health"});
  EXPECT_EQ(static_cast<std::ptrdiff_t>(world.waiting()),
            std::ranges::count_if(kNeighbours, [](const Neighbour& neighbour) {
              return !neighbour.binding.empty();
            }));
  world.run();
}

}  // namespace
}  // namespace crow::gateway
