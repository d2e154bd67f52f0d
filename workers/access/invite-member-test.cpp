#include "workers/access/testing.h"

namespace crow::auth {
namespace {

struct Inviting : AccessWorld {
  std::string northwind = add_organization("Northwind");
  Visitor ada = sign_in_to(northwind, "Ada Lovelace", Role::owner);
  Visitor grace = sign_in_to(northwind, "Grace Hopper", Role::admin);
  Visitor dan = sign_in_to(northwind, "Dan Wu", Role::member);

  Reply invite(const Visitor& visitor, std::string_view role, std::string_view more = "") {
    return ask_as(visitor, "/organization/invite-member",
                  concat(R"({"email":"New@Northwind.example","role":)", role, more, "}"));
  }
};

TEST(InviteMember, IsPendingForTwoDays) {
  Inviting world;
  const auto made = read_body<Invitation>(world.invite(world.grace, "\"admin\""));
  EXPECT_EQ(made.email, "new@northwind.example");
  EXPECT_EQ(made.role, Role::admin);
  EXPECT_EQ(made.status, InvitationStatus::pending);
  EXPECT_EQ(made.expiresAt.ms, world.now_ms + 2 * kDay);
  EXPECT_EQ(made.inviterId, world.grace.user_id);
  EXPECT_EQ(made.organizationId, world.northwind);
}

TEST(InviteMember, TakesSeveralRolesAsTheHighest) {
  Inviting world;
  EXPECT_EQ(read_body<Invitation>(world.invite(world.ada, R"(["member","admin"])")).role,
            Role::admin);
  EXPECT_EQ(message_of(world.invite(world.ada, R"(["member","king","queen"])")),
            "ROLE_NOT_FOUND: king, queen");
  EXPECT_EQ(code_of(world.invite(world.ada, "[]")), "400 ROLE_NOT_FOUND");
  for (const char* wrong : {"5", "null", "[5]", "{}"})
    EXPECT_EQ(message_of(world.invite(world.ada, wrong)), "[body.role] Invalid input") << wrong;
}

TEST(InviteMember, IsForWhoeverManagesTheTeam) {
  Inviting world;
  EXPECT_EQ(code_of(world.invite(world.dan, "\"member\"")),
            "403 YOU_ARE_NOT_ALLOWED_TO_INVITE_USERS_TO_THIS_ORGANIZATION");
  EXPECT_EQ(code_of(world.invite(world.grace, "\"owner\"")),
            "403 YOU_ARE_NOT_ALLOWED_TO_INVITE_USER_WITH_THIS_ROLE");
  const Visitor bob = world.sign_in("Bob Kahn");
  EXPECT_EQ(code_of(world.invite(bob, "\"member\"")), "400 ORGANIZATION_NOT_FOUND");
  EXPECT_EQ(code_of(world.invite(bob, "\"member\"",
                                 concat(R"(,"organizationId":")", world.northwind, '"'))),
            "400 MEMBER_NOT_FOUND");
}

TEST(InviteMember, OnceUnlessItIsToBeExtended) {
  Inviting world;
  const auto first = read_body<Invitation>(world.invite(world.ada, "\"member\""));
  world.now_ms += kHour;
  EXPECT_EQ(code_of(world.invite(world.ada, "\"member\"")),
            "400 USER_IS_ALREADY_INVITED_TO_THIS_ORGANIZATION");
  const auto again =
      read_body<Invitation>(world.invite(world.ada, "\"member\"", R"(,"resend":true)"));
  EXPECT_EQ(again.id, first.id);
  EXPECT_EQ(again.expiresAt.ms, world.now_ms + 2 * kDay);
  world.now_ms += 3 * kDay;
  EXPECT_NE(read_body<Invitation>(world.invite(world.ada, "\"member\"")).id, first.id)
      << "an expired one does not count";
}

TEST(InviteMember, SaysNamesInMailAndNothingElse) {
  static constexpr sql::Statement<sql::None, std::string_view> kRename{
      "test.rename", "UPDATE organization SET name = ?1"};
  Inviting world;
  for (const char* table : {"organization", "dev_mail"}) world.database().allow_scan(table);
  const std::string name =
      "X\".\n\nYour account is closed: https://evil.example/ \"" + std::string(500, 'y');
  world.write(sql::bind(kRename, name));
  EXPECT_EQ(world.invite(world.ada, "\"member\"").status, 200);
  EXPECT_EQ(
      world.number("SELECT count(*) FROM dev_mail WHERE text LIKE '%you to \"X''. Your account"
                   "%yyy\". Follow%' AND length(text) < 400"),
      1);
}

TEST(InviteMember, OfManyAtOnceOneIsMadeAndOneMailSent) {
  Inviting world;
  for (const char* table : {"invitation", "dev_mail"}) world.database().allow_scan(table);
  const auto start = [&](const Visitor& visitor, std::string_view more) {
    return world.start({"POST",
                        "/api/v1/auth/organization/invite-member",
                        {{"content-type", "application/json"},
                         {"cookie", visitor.cookie},
                         {"origin", std::string(kTestOrigin)}},
                        concat(R"({"email":"new@northwind.example","role":"member")", more, "}")});
  };
  const auto first = start(world.ada, "");
  const auto second = start(world.grace, "");
  world.run();
  const auto third = start(world.ada, "");
  world.run();
  const auto made = read_body<Invitation>(*world.reply_to(first));
  for (const auto late : {second, third})
    EXPECT_EQ(code_of(*world.reply_to(late)), "400 USER_IS_ALREADY_INVITED_TO_THIS_ORGANIZATION");
  EXPECT_EQ(world.number("SELECT count(*) FROM invitation"), 1);
  EXPECT_EQ(world.number("SELECT count(*) FROM dev_mail"), 1);

  world.now_ms += 3 * kDay;
  const auto again = start(world.ada, "");
  const auto extended = start(world.grace, R"(,"resend":true)");
  world.run();
  EXPECT_EQ(read_body<Invitation>(*world.reply_to(extended)).id,
            read_body<Invitation>(*world.reply_to(again)).id);
  EXPECT_NE(read_body<Invitation>(*world.reply_to(again)).id, made.id);
}

TEST(InviteMember, NeitherMembersNorWhatIsNoAddress) {
  Inviting world;
  const auto code = [&](std::string_view email) {
    return code_of(world.ask_as(world.ada, "/organization/invite-member",
                                concat(R"({"role":"member","email":")", email, "\"}")));
  };
  EXPECT_EQ(code("Dan.Wu@northwind.example"), "400 USER_IS_ALREADY_A_MEMBER_OF_THIS_ORGANIZATION");
  EXPECT_EQ(code("nope"), "400 INVALID_EMAIL");
}

TEST(InviteMember, AtMostAHundredAtOnce) {
  Inviting world;
  static constexpr sql::Statement<sql::None, std::string_view, std::string_view, Timestamp> kFill{
      "test.fill_invitations", R"sql(
    INSERT INTO invitation (id, organization_id, email, role, status, inviter_id, expires_at,
                            created_at)
    SELECT 'i' || key, ?1, 'e' || key, 'member', 'pending', ?2, ?3, ?3
      FROM json_each('[' || substr(replace(hex(zeroblob(100)), '00', ',0'), 2) || ']')
  )sql"};
  world.write(sql::bind(kFill, world.northwind, world.ada.user_id, Timestamp{world.now_ms + 1}));
  EXPECT_EQ(code_of(world.invite(world.ada, "\"member\"")), "403 INVITATION_LIMIT_REACHED");

  static constexpr sql::Statement<sql::None> kFree{"test.free_invitation",
                                                   "DELETE FROM invitation WHERE id = 'i1'"};
  world.write(sql::bind(kFree));
  const auto start = [&](std::string_view email) {
    return world.start({"POST",
                        "/api/v1/auth/organization/invite-member",
                        {{"content-type", "application/json"},
                         {"cookie", world.ada.cookie},
                         {"origin", std::string(kTestOrigin)}},
                        concat(R"({"role":"member","email":")", email, "\"}")});
  };
  const auto last = start("a@northwind.example");
  const auto late = start("b@northwind.example");
  world.run();
  EXPECT_EQ(world.reply_to(last)->status, 200);
  EXPECT_EQ(code_of(*world.reply_to(late)), "403 INVITATION_LIMIT_REACHED");
}

TEST(InviteMember, SendsMailThatNamesWhoAndWhereButNotWithoutEnd) {
  Team world;
  world.set_variable("APP_URL", "https://app.example");
  world.database().allow_scan("dev_mail");
  const std::string json = R"({"email":"new@northwind.example","role":"member","resend":true})";
  const auto id = read_body<Invitation>(world.organize(world.ada, "invite-member", json)).id;
  EXPECT_EQ(world.number(concat("SELECT count(*) FROM dev_mail WHERE kind = 'invitation' AND "
                                "recipient = 'new@northwind.example' AND invitation = '",
                                id, "' AND subject = 'Join Northwind' AND url = ",
                                "'https://app.example/accept-invitation/", id, "'")),
            1);
  world.set_variable("ENVIRONMENT", "production");
  world.set_variable("MAIL_FROM", "no-reply@crowai.dev");
  for (int i = 0; i < 8; ++i)
    EXPECT_EQ(world.organize(world.ada, "invite-member", json).status, 200);
  world.database().allow_scan("jobs");
  EXPECT_EQ(world.number("SELECT count(*) FROM jobs"), 4) << "five an hour, with the first";
  EXPECT_EQ(world.messages.size(), 4u) << "auth is woken for each";
}

}  // namespace
}  // namespace crow::auth
