#include "workers/gateway/testing.h"

namespace crow::gateway {
namespace {

TEST(GetDevMail, IsAuthsOnAMachineOfOnesOwnAlone) {
  Gateway world;
  World::Message seen;
  world.set_neighbour("AUTH", [&](const World::Message& message) {
    seen = message;
    return World::Reply{200, {{"content-type", "application/json"}}, R"({"data":[]})"};
  });
  const auto reply = world.get("/dev/mail?to=a%40b.example", {{"x-internal-key", "forged"}});
  EXPECT_EQ(reply.body, R"({"data":[]})");
  EXPECT_EQ(seen.target, "/internal/auth/mail?to=a%40b.example");
  std::string keys;
  for (const auto& [name, value] : seen.headers)
    if (name == "x-internal-key") keys += value;
  EXPECT_EQ(keys, "test-internal-key");
  world.set_variable("ENVIRONMENT", "production");
  EXPECT_EQ(world.get("/dev/mail").status, 404);
}

}  // namespace
}  // namespace crow::gateway
