#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(OpenPasswordReset, GoesOnToThePageWithTheToken) {
  AuthWorld world;
  world.add_user("Ada Lovelace");
  world.ask("/request-password-reset", R"({"email":"ada.lovelace@northwind.example"})");
  const std::string token = *world.mail_to("ada.lovelace@northwind.example").token;
  const auto open = [&](std::string_view of, std::string_view page) {
    return world.read(concat("/reset-password/", of, "?callbackURL=", page)).header("location");
  };
  EXPECT_EQ(open(token, "/reset"), concat(kTestOrigin, "/reset?token=", token));
  EXPECT_EQ(open("nope", "/reset"), concat(kTestOrigin, "/reset?error=INVALID_TOKEN"));
  EXPECT_EQ(open(token, ""), concat(kTestOrigin, "/api/v1/auth/error?error=INVALID_TOKEN"));
  world.now_ms += kHour + 1;
  EXPECT_EQ(open(token, "/reset"), concat(kTestOrigin, "/reset?error=INVALID_TOKEN"));
  EXPECT_EQ(code_of(world.read("/reset-password/x?callbackURL=https://evil.example")),
            "403 INVALID_CALLBACK_URL");
}

}  // namespace
}  // namespace crow::auth
