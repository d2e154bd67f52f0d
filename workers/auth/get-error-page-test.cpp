#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(GetErrorPage, RepeatsNothing) {
  AuthWorld world;
  const auto reply = world.read("/error?error=<script>alert(1)</script>");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(reply.body.find("script"), std::string::npos);
}

}  // namespace
}  // namespace crow::auth
