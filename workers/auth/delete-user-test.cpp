#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

struct Leaving : AuthWorld {
  std::string northwind = add_organization("Northwind");
  Visitor ada = sign_in_to(northwind, "Ada Lovelace", Role::member);
  Leaving() {
    set_password(ada, kPassword1234);
    add_key(ada, northwind);
    for (const char* table : {"user", "account", "session", "member", "apikey"})
      database().allow_scan(table);
  }
  std::int64_t rows() {
    return number(
        "SELECT (SELECT count(*) FROM user) + (SELECT count(*) FROM account) + "
        "(SELECT count(*) FROM session) + (SELECT count(*) FROM member) + "
        "(SELECT count(*) FROM apikey)");
  }
};

TEST(DeleteUser, TakesAccountSessionsMembershipsAndKeysAlong) {
  Leaving world;
  const auto reply = world.ask_as(world.ada, "/delete-user", R"({"password":"password1234"})");
  EXPECT_EQ(reply.body, R"({"success":true,"message":"User deleted"})");
  EXPECT_EQ(reply.all("set-cookie").size(), 3u);
  EXPECT_EQ(world.rows(), 0);
}

TEST(DeleteUser, NeedsAPasswordOrASessionOfToday) {
  Leaving world;
  world.now_ms += kDay;
  EXPECT_EQ(code_of(world.ask_as(world.ada, "/delete-user", "{}")), "400 SESSION_EXPIRED");
  EXPECT_EQ(code_of(world.ask_as(world.ada, "/delete-user", R"({"password":"x"})")),
            "400 INVALID_PASSWORD");
  EXPECT_EQ(code_of(world.ask_as(world.ada, "/delete-user", R"({"token":"x"})")),
            "404 INVALID_TOKEN");
  EXPECT_EQ(world.rows(), 5);
  const Visitor fresh = world.open_session(world.ada.user_id);
  EXPECT_EQ(world.ask_as(fresh, "/delete-user", "{}").status, 200);
}

}  // namespace
}  // namespace crow::auth
