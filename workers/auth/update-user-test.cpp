#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

User user_of(AuthWorld& world, const Visitor& visitor) {
  return read_body<GetSession::Output>(world.read_as(visitor, "/get-session"))->user;
}

TEST(UpdateUser, ChangesWhatIsGiven) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  const auto reply = world.ask_as(ada, "/update-user", R"({"name":"Countess","image":"x"})");
  EXPECT_EQ(reply.body, R"({"status":true})");
  EXPECT_NE(reply.header("set-cookie"), "");
  EXPECT_EQ(user_of(world, ada).name, "Countess");
  world.now_ms += kMinute;
  world.ask_as(ada, "/update-user", R"({"image":null})");
  EXPECT_EQ(user_of(world, ada).image, std::nullopt);
  EXPECT_EQ(user_of(world, ada).name, "Countess");
  EXPECT_EQ(user_of(world, ada).updatedAt.ms, world.now_ms);
}

TEST(UpdateUser, RefusesAnAddressAndNothing) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  EXPECT_EQ(code_of(world.ask_as(ada, "/update-user", R"({"email":"x@y.example"})")),
            "400 EMAIL_CAN_NOT_BE_UPDATED");
  for (const char* nothing : {"{}", R"({"email":""})", R"({"color":"red"})"})
    EXPECT_EQ(message_of(world.ask_as(ada, "/update-user", nothing)), "No fields to update");
  EXPECT_EQ(message_of(world.ask_as(ada, "/update-user", "[]")),
            "[body] Invalid input: expected record, received array");
}

}  // namespace
}  // namespace crow::auth
