#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

// The events of a user's organization.
struct Ending : AuthWorld {
  std::string northwind = add_organization("Northwind");
  Visitor ada = sign_in_to(northwind, "Ada Lovelace", Role::owner);
  Visitor phone = open_session(ada.user_id);
};

TEST(EndSessions, IsAnEventWhenThereWasOneToEnd) {
  Ending world;
  const std::string json = concat(R"({"token":")", world.phone.token, "\"}");
  EXPECT_EQ(world.ask_as(world.ada, "/revoke-session", json).status, 200);
  EXPECT_EQ(world.ask_as(world.ada, "/revoke-session", json).status, 200);
  EXPECT_EQ(world.audit_log(world.northwind), "session_revoked");
}

TEST(EndSessions, IsToldToTheObjectThatRemembersThem) {
  Ending world;
  world.memory.emplace("us");
  world.read_as(world.phone, "/get-session");
  EXPECT_EQ(world.memory->size(), 1U);
  EXPECT_EQ(world.ask_as(world.ada, "/revoke-other-sessions", "{}").status, 200);
  EXPECT_EQ(world.read_as(world.phone, "/get-session").body, "null");
  EXPECT_EQ(world.ask_as(world.ada, "/revoke-sessions", "{}").status, 200);
  EXPECT_EQ(world.read_as(world.ada, "/get-session").body, "null");
}

}  // namespace
}  // namespace crow::auth
