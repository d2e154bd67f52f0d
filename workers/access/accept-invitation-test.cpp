#include "workers/access/testing.h"

namespace crow::auth {
namespace {

struct Invited : AccessWorld {
  std::string northwind = add_organization("Northwind");
  Visitor ada = sign_in_to(northwind, "Ada Lovelace", Role::owner);
  Visitor dan = sign_in("Dan Wu");

  std::string invite(std::string_view email = "dan.wu@northwind.example") {
    const auto reply = ask_as(ada, "/organization/invite-member",
                              concat(R"({"role":"admin","email":")", email, "\"}"));
    return read_body<Invitation>(reply).id;
  }
  Reply accept(const Visitor& visitor, std::string_view id) {
    return ask_as(visitor, "/organization/accept-invitation",
                  concat(R"({"invitationId":")", id, "\"}"));
  }
};

TEST(AcceptInvitation, MakesAMemberWhoActsForTheOrganization) {
  Invited world;
  const auto accepted =
      read_body<AcceptInvitation::Output>(world.accept(world.dan, world.invite()));
  EXPECT_EQ(accepted.invitation.status, InvitationStatus::accepted);
  EXPECT_EQ(accepted.member.role, Role::admin);
  EXPECT_EQ(accepted.member.userId, world.dan.user_id);
  EXPECT_EQ(world.active_organization(world.dan), world.northwind);
}

TEST(AcceptInvitation, OnceAndInTime) {
  Invited world;
  const std::string id = world.invite();
  EXPECT_EQ(code_of(world.accept(world.dan, "nope")), "400 INVITATION_NOT_FOUND");
  EXPECT_EQ(world.accept(world.dan, id).status, 200);
  EXPECT_EQ(code_of(world.accept(world.dan, id)), "400 INVITATION_NOT_FOUND");

  const Visitor eve = world.sign_in("Eve Moss");
  const std::string late = world.invite("eve.moss@northwind.example");
  world.now_ms += 2 * kDay + 1;
  EXPECT_EQ(code_of(world.accept(eve, late)), "400 INVITATION_NOT_FOUND");
}

TEST(AcceptInvitation, OfSomebodyElseIsRefused) {
  Invited world;
  const Visitor bob = world.sign_in("Bob Kahn");
  EXPECT_EQ(code_of(world.accept(bob, world.invite())),
            "403 YOU_ARE_NOT_THE_RECIPIENT_OF_THE_INVITATION");
}

TEST(AcceptInvitation, TwiceAtOnceMakesOneMember) {
  Invited world;
  const World::Message message{"POST",
                               "/api/v1/auth/organization/accept-invitation",
                               {{"content-type", "application/json"},
                                {"cookie", world.dan.cookie},
                                {"origin", std::string(kTestOrigin)}},
                               concat(R"({"invitationId":")", world.invite(), "\"}")};
  const auto first = world.start(message);
  const auto second = world.start(message);
  world.run();
  EXPECT_EQ(world.reply_to(first)->status, 200);
  EXPECT_EQ(code_of(*world.reply_to(second)), "400 INVITATION_NOT_FOUND");
}

TEST(AcceptInvitation, ByWhoIsAMemberByNowChangesNothing) {
  Invited world;
  const std::string id = world.invite();
  world.add_member(world.northwind, world.dan.user_id, Role::member);
  EXPECT_EQ(code_of(world.accept(world.dan, id)),
            "400 USER_IS_ALREADY_A_MEMBER_OF_THIS_ORGANIZATION");
}

TEST(AcceptInvitation, AHundredMembersAreEnough) {
  Invited world;
  const std::string id = world.invite();
  const Visitor grace = world.sign_in_to(world.northwind, "Grace Hopper", Role::member);
  for (int i = 2; i < 100; ++i)
    world.add_member(world.northwind, world.add_user(concat("Member ", i)), Role::member);
  EXPECT_EQ(code_of(world.accept(world.dan, id)), "403 ORGANIZATION_MEMBERSHIP_LIMIT_REACHED");

  const Visitor carla = world.sign_in("Carla Mendes");
  const std::string hers = world.invite("carla.mendes@northwind.example");
  world.leave(grace, world.northwind);
  const auto start = [&](const Visitor& visitor, const std::string& which) {
    return world.start({"POST",
                        "/api/v1/auth/organization/accept-invitation",
                        {{"content-type", "application/json"},
                         {"cookie", visitor.cookie},
                         {"origin", std::string(kTestOrigin)}},
                        concat(R"({"invitationId":")", which, "\"}")});
  };
  const auto last = start(world.dan, id);
  const auto late = start(carla, hers);
  world.run();
  EXPECT_EQ(world.reply_to(last)->status, 200);
  EXPECT_EQ(code_of(*world.reply_to(late)), "403 ORGANIZATION_MEMBERSHIP_LIMIT_REACHED");
}

}  // namespace
}  // namespace crow::auth
