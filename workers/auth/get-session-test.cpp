#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(GetSession, TellsSessionAndUserWithASignedTokenAndIsNotStored) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  const auto reply = world.read_as(ada, "/get-session");
  EXPECT_EQ(reply.status, 200);
  const auto found = read_body<GetSession::Output>(reply);
  EXPECT_EQ(found->session.token, ada.token);
  EXPECT_EQ(found->session.userId, ada.user_id);
  EXPECT_EQ(found->session.activeOrganizationId, std::nullopt);
  EXPECT_EQ(found->user.email, "ada.lovelace@northwind.example");
  EXPECT_EQ(reply.header("cache-control"), "no-store");
  EXPECT_EQ(reply.header("pragma"), "no-cache");
  EXPECT_EQ(std::ranges::count(reply.header("set-auth-jwt"), '.'), 2);
  EXPECT_EQ(reply.header("access-control-expose-headers"), "set-auth-jwt");
}

TEST(GetSession, OfNobodyIsNullAndNoError) {
  AuthWorld world;
  for (const char* cookie : {"", "theme=dark", "better-auth.session_token=x.y"}) {
    const auto reply = world.read("/get-session", {{"cookie", cookie}});
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "null");
    EXPECT_EQ(reply.header("cache-control"), "no-store");
    EXPECT_EQ(reply.header("set-auth-jwt"), "");
    EXPECT_EQ(reply.header("set-cookie"), "");
  }
}

TEST(GetSession, ByPostIsOffAfterTheOriginIsChecked) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  const auto reply = world.ask_as(ada, "/get-session", "not even JSON");
  EXPECT_EQ(code_of(reply), "405 METHOD_NOT_ALLOWED_DEFER_SESSION_REQUIRED");
  EXPECT_EQ(reply.header("cache-control"), "no-store");
  EXPECT_EQ(code_of(world.ask("/get-session", "{}", {{"cookie", ada.cookie}})),
            "403 MISSING_OR_NULL_ORIGIN");
}

}  // namespace
}  // namespace crow::auth
