#include "workers/access/testing.h"

namespace crow::auth {
namespace {

struct Removing : Team {
  Reply remove(const Visitor& by, std::string_view whom) {
    return organize(by, "remove-member", concat(R"({"memberIdOrEmail":")", whom, "\"}"));
  }
};

TEST(RemoveMember, ByIdOrAddress) {
  Removing world;
  const auto by_id = world.remove(world.bob, world.member_id(world.northwind, world.carla));
  EXPECT_EQ(read_body<RemoveMember::Output>(by_id).member.user, std::nullopt);
  const auto by_address = world.remove(world.ada, "BOB.kahn@northwind.example");
  EXPECT_EQ(read_body<RemoveMember::Output>(by_address).member.user->name, "Bob Kahn");
  EXPECT_EQ(world.active_organization(world.bob), world.northwind) << "his session is left alone";
  EXPECT_EQ(code_of(world.remove(world.bob, "x")), "400 MEMBER_NOT_FOUND");
}

TEST(RemoveMember, IsForOwnersAndAdminsAndNeverOfTheLastOwner) {
  Removing world;
  const std::string ada = world.member_id(world.northwind, world.ada);
  EXPECT_EQ(code_of(world.remove(world.carla, "bob.kahn@northwind.example")),
            "401 YOU_ARE_NOT_ALLOWED_TO_DELETE_THIS_MEMBER");
  for (const Visitor* visitor : {&world.ada, &world.bob})
    EXPECT_EQ(code_of(world.remove(*visitor, ada)),
              "400 YOU_CANNOT_LEAVE_THE_ORGANIZATION_AS_THE_ONLY_OWNER");
  EXPECT_EQ(code_of(world.remove(world.ada, "eve.moss@northwind.example")), "400 MEMBER_NOT_FOUND");
}

TEST(RemoveMember, OfTwoOwnersWhoRemoveEachOtherAtOnceOneStays) {
  Removing world;
  const Visitor dan = world.sign_in_to(world.northwind, "Dan Wu", Role::owner);
  const auto start = [&](const Visitor& by, const Visitor& whom) {
    return world.start(
        {"POST",
         "/api/v1/auth/organization/remove-member",
         {{"content-type", "application/json"},
          {"cookie", by.cookie},
          {"origin", std::string(kTestOrigin)}},
         concat(R"({"memberIdOrEmail":")", world.member_id(world.northwind, whom), "\"}")});
  };
  start(world.ada, dan);
  start(dan, world.ada);
  world.run();
  world.database().allow_scan("member");
  EXPECT_EQ(world.number("SELECT count(*) FROM member WHERE role = 'owner'"), 1);
}

}  // namespace
}  // namespace crow::auth
