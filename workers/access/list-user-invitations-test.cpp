#include "workers/access/testing.h"

namespace crow::auth {
namespace {

TEST(ListUserInvitations, AreThoseOfAConfirmedAddress) {
  Team world;
  world.organize(world.ada, "invite-member",
                 R"({"email":"eve.moss@northwind.example","role":"admin"})");
  const std::string path = "/organization/list-user-invitations";
  EXPECT_EQ(code_of(world.read_as(world.eve, path)),
            "403 EMAIL_VERIFICATION_REQUIRED_FOR_INVITATION");
  static constexpr sql::Statement<sql::None, std::string_view> kConfirm{
      "test.confirm", "UPDATE user SET email_verified = 1 WHERE id = ?1"};
  world.write(sql::bind(kConfirm, world.eve.user_id));
  const auto own = read_body<ListUserInvitations::Output>(world.read_as(world.eve, path));
  ASSERT_EQ(own.size(), 1u);
  EXPECT_EQ(own[0].organizationName, "Northwind");
  EXPECT_EQ(world.read(path).status, 400);
  EXPECT_EQ(world.read_as(world.eve, path + "?email=x@y.example").status, 400);
}

}  // namespace
}  // namespace crow::auth
