#include "workers/access/invitation.h"

#include "workers/access/audit-testing.h"

namespace crow::auth {
namespace {

TEST(Invitation, IsSeenByWhoMayInvite) {
  Invitation invitation;
  invitation.role = Role::admin;
  EXPECT_TRUE(may_see_invitation(Role::owner, invitation));
  EXPECT_TRUE(may_see_invitation(Role::admin, invitation));
  EXPECT_FALSE(may_see_invitation(Role::member, invitation));
  invitation.role = Role::owner;
  EXPECT_TRUE(may_see_invitation(Role::owner, invitation));
  EXPECT_FALSE(may_see_invitation(Role::admin, invitation));
}

struct Waiting : Team {
  std::string id =
      read_body<Invitation>(organize(ada, "invite-member",
                                     R"({"email":"eve.moss@northwind.example","role":"member"})"))
          .id;
  std::uint32_t begin(const Visitor& visitor, std::string_view what) {
    return start({"POST",
                  concat("/api/v1/auth/organization/", what, "-invitation"),
                  {{"content-type", "application/json"},
                   {"cookie", visitor.cookie},
                   {"origin", std::string(kTestOrigin)}},
                  concat(R"({"invitationId":")", id, "\"}")});
  }
  std::uint32_t begin_for(const Visitor& actor) {
    return start({"POST",
                  "/internal/access/cancel-invitation",
                  {{"content-type", "application/json"}, {"x-internal-key", "test-internal-key"}},
                  concat(R"({"userId":")", actor.user_id, R"(","organizationId":")", northwind,
                         R"(","invitationId":")", id, "\"}")});
  }
  InvitationStatus status() {
    const auto all =
        read_body<std::vector<Invitation>>(read_as(ada, "/organization/list-invitations"));
    return all.front().status;
  }
};

TEST(Invitation, ThatIsAcceptedIsNotCanceledAtOnce) {
  Waiting world;
  const auto accepted = world.begin(world.eve, "accept");
  const auto canceled = world.begin_for(world.bob);
  world.run();
  EXPECT_EQ(world.reply_to(accepted)->status, 200);
  EXPECT_EQ(refusal_of(*world.reply_to(canceled)), "409 CONFLICT");
  EXPECT_EQ(world.status(), InvitationStatus::accepted);
}

TEST(Invitation, ThatIsAcceptedIsNotRejectedAtOnce) {
  Waiting world;
  const auto accepted = world.begin(world.eve, "accept");
  world.run(1);
  const auto rejected = world.begin(world.eve, "reject");
  world.run();
  EXPECT_EQ(world.reply_to(accepted)->status, 200);
  EXPECT_EQ(code_of(*world.reply_to(rejected)), "400 INVITATION_NOT_FOUND");
  EXPECT_EQ(world.status(), InvitationStatus::accepted);
}

TEST(Audit, TellsOfInvitationsAndWhatBecomesOfThem) {
  Audited world;
  std::string id;
  const auto invite = [&] {
    const auto reply = world.organize(world.bob, "invite-member",
                                      R"({"email":"eve.moss@northwind.example","role":"member"})");
    if (reply.status == 200) id = read_body<Invitation>(reply).id;
    return reply;
  };
  EXPECT_EQ(world.after(invite), "member_invited");
  EXPECT_EQ(world.after(invite), "");  // Invited already.
  EXPECT_EQ(world.after([&] {
    return world.organize(world.eve, "reject-invitation", world.quoted("invitationId", id));
  }),
            "invitation_rejected");
  world.after(invite);
  EXPECT_EQ(world.after([&] {
    return world.organize(world.bob, "cancel-invitation", world.quoted("invitationId", id));
  }),
            "invitation_canceled");
  world.after(invite);
  const auto accept = [&] {
    return world.organize(world.eve, "accept-invitation", world.quoted("invitationId", id));
  };
  EXPECT_EQ(world.after(accept), "member_joined");
  EXPECT_EQ(world.after(accept), "");
}

}  // namespace
}  // namespace crow::auth
