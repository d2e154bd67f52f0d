#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(RevokeSessions, EndsAllOfTheCallers) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  const Visitor other = world.open_session(ada.user_id);
  const Visitor dan = world.sign_in("Dan Wu");
  const auto reply = world.ask_as(ada, "/revoke-sessions", "{}");
  EXPECT_EQ(reply.all("set-cookie").size(), 3u);
  for (const Visitor* visitor : {&ada, &other})
    EXPECT_EQ(world.read_as(*visitor, "/get-session").body, "null");
  EXPECT_NE(world.read_as(dan, "/get-session").body, "null");
}

}  // namespace
}  // namespace crow::auth
