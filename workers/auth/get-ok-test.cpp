#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(GetOk, SaysThatAuthRuns) {
  AuthWorld world;
  const auto reply = world.read("/ok?x=1", {{"accept", "text/html"}});
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("content-type"), "application/json");
  EXPECT_EQ(reply.body, R"({"ok":true})");
}

}  // namespace
}  // namespace crow::auth
