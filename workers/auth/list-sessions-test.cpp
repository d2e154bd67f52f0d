#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(ListSessions, AreThoseOfTheCallerThatHaveNotEnded) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  world.open_session(ada.user_id, false, kHour);
  world.sign_in("Dan Wu");
  EXPECT_EQ(read_body<ListSessions::Output>(world.read_as(ada, "/list-sessions")).size(), 2u);
  world.now_ms += 2 * kHour;
  const auto left = read_body<ListSessions::Output>(world.read_as(ada, "/list-sessions"));
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].token, ada.token);
}

TEST(ListSessions, NeedsASessionOfToday) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  world.now_ms += kDay;
  EXPECT_EQ(code_of(world.read_as(ada, "/list-sessions")), "403 SESSION_NOT_FRESH");
  EXPECT_EQ(code_of(world.read("/list-sessions")), "401 UNAUTHORIZED");
}

}  // namespace
}  // namespace crow::auth
