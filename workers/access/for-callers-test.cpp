#include "shared/contracts/auth/for-callers.h"
#include "workers/access/testing.h"

namespace crow::auth {
namespace {

struct Asking : Team {
  Asking() {
    // The tests count.
    for (const char* table : {"organization", "member", "invitation"}) database().allow_scan(table);
  }
  // Another service asks, for somebody who acts for Northwind.
  Reply ask_for(const Visitor& actor, std::string_view what, std::string_view more = "") {
    return call(concat("/internal/access/", what),
                concat(R"({"userId":")", actor.user_id, R"(","organizationId":")", northwind, '"',
                       more, "}"));
  }
};

TEST(ForCallers, EachDoesWhatTheRouteOfItsNameDoes) {
  Asking world;
  const auto made = read_body<CreateOrganizationFor::Output>(
      world.ask_for(world.carla, "create-organization", R"(,"name":"Own","slug":"own")"));
  EXPECT_EQ(made.id.size(), 32u);
  EXPECT_EQ(world.number("SELECT count(*) FROM member WHERE role = 'owner'"), 2);
  EXPECT_EQ(world.active_organization(world.carla), world.northwind);

  EXPECT_EQ(world.ask_for(world.bob, "update-organization", R"(,"name":"N","slug":"n")").status,
            204);
  EXPECT_EQ(world.number("SELECT count(*) FROM organization WHERE name = 'N' AND slug = 'n'"), 1);

  const auto invited = read_body<Invitation>(world.ask_for(
      world.bob, "invite-member", R"(,"email":"New@Northwind.example","role":"admin")"));
  EXPECT_EQ(invited.email, "new@northwind.example");
  EXPECT_EQ(invited.organizationId, world.northwind);
  EXPECT_EQ(invited.inviterId, world.bob.user_id);
  EXPECT_EQ(
      world.ask_for(world.bob, "cancel-invitation", concat(R"(,"invitationId":")", invited.id, '"'))
          .status,
      204);
  EXPECT_EQ(world.number("SELECT count(*) FROM invitation WHERE status = 'canceled'"), 1);

  const std::string carla = world.member_id(world.northwind, world.carla);
  EXPECT_EQ(world
                .ask_for(world.bob, "update-member-role",
                         concat(R"(,"memberId":")", carla, R"(","role":"admin")"))
                .status,
            204);
  EXPECT_EQ(
      world.ask_for(world.bob, "remove-member", concat(R"(,"memberId":")", carla, '"')).status,
      204);
  EXPECT_EQ(world.ask_for(world.bob, "leave-organization").status, 204);
  EXPECT_EQ(world.ask_for(world.ada, "delete-organization").status, 204);
  EXPECT_EQ(world.number("SELECT count(*) FROM organization"), 1);
}

TEST(ForCallers, TheLogoGoesOnlyWhenItIsMeant) {
  Asking world;
  const auto logos = [&](std::string_view change) {
    EXPECT_EQ(world.ask_for(world.ada, "update-organization", change).status, 204) << change;
    return world.number("SELECT count(*) FROM organization WHERE logo = 'l'");
  };
  EXPECT_EQ(logos(R"(,"changesLogo":true,"logo":"l")"), 1);
  EXPECT_EQ(logos(R"(,"changesLogo":false,"logo":null)"), 1);
  EXPECT_EQ(logos(R"(,"changesLogo":true,"logo":null)"), 0);
}

TEST(ForCallers, RefuseInTheCodesOfTheContract) {
  Asking world;
  const std::string ada = world.member_id(world.northwind, world.ada);
  const std::string owner = concat(R"(,"memberId":")", ada, '"');
  const std::string nobody = concat(R"(,"memberId":")", std::string(32, 'A'), '"');
  const std::string known = R"(,"email":"bob.kahn@northwind.example","role":"member")";
  const std::string king = R"(,"email":"king@northwind.example","role":"owner")";
  world.organize(world.eve, "create", R"({"name":"E","slug":"eves"})");
  const std::tuple<const Visitor&, std::string_view, std::string, std::string_view> cases[] = {
      {world.ada, "create-organization", R"(,"name":"E","slug":"eves")", "409 CONFLICT"},
      {world.ada, "update-organization", R"(,"slug":"eves")", "409 CONFLICT"},
      {world.carla, "update-organization", R"(,"slug":"c")", "403 FORBIDDEN"},
      {world.eve, "update-organization", R"(,"slug":"c")", "403 FORBIDDEN"},
      {world.bob, "delete-organization", "", "403 FORBIDDEN"},
      {world.ada, "invite-member", known, "409 CONFLICT"},
      {world.bob, "invite-member", king, "403 FORBIDDEN"},
      {world.carla, "invite-member", king, "403 FORBIDDEN"},
      {world.ada, "cancel-invitation", R"(,"invitationId":"x")", "404 NOT_FOUND"},
      {world.bob, "update-member-role", owner + R"(,"role":"member")", "403 FORBIDDEN"},
      {world.ada, "update-member-role", owner + R"(,"role":"member")", "409 CONFLICT"},
      {world.ada, "update-member-role", nobody + R"(,"role":"member")", "404 NOT_FOUND"},
      {world.ada, "remove-member", nobody, "404 NOT_FOUND"},
      {world.ada, "remove-member", owner, "409 CONFLICT"},
      {world.carla, "remove-member",
       concat(R"(,"memberId":")", world.member_id(world.northwind, world.bob), '"'),
       "403 FORBIDDEN"},
      {world.ada, "leave-organization", "", "409 CONFLICT"},
  };
  for (const auto& [actor, what, more, refusal] : cases)
    EXPECT_EQ(refusal_of(world.ask_for(actor, what, more)), refusal) << what << more;
}

TEST(ForCallers, RefuseWhomAnAccountWasDeletedOfAMomentAgo) {
  Asking world;
  Visitor gone;
  gone.user_id = std::string(32, 'G');
  for (const auto& [what, more] : {std::pair<std::string_view, std::string_view>{
                                       "create-organization", R"(,"name":"G","slug":"g")"},
                                   {"update-organization", R"(,"slug":"g")"},
                                   {"delete-organization", ""},
                                   {"leave-organization", ""}}) {
    const auto reply = world.ask_for(gone, what, more);
    EXPECT_EQ(refusal_of(reply), "403 FORBIDDEN") << what;
    EXPECT_NE(reply.body.find("account is gone"), reply.body.npos) << reply.body;
  }
}

TEST(ForCallers, AreForServicesAlone) {
  Asking world;
  for (const std::string_view what :
       {"create-organization", "update-organization", "delete-organization", "invite-member",
        "cancel-invitation", "update-member-role", "remove-member", "leave-organization"}) {
    const std::string path = concat("/internal/access/", what);
    EXPECT_EQ(refusal_of(world.post(path, "{}")), "401 UNAUTHORIZED") << what;
    EXPECT_EQ(
        refusal_of(world.post(
            path, "{}", {{"cookie", world.ada.cookie}, {"origin", std::string(kTestOrigin)}})),
        "401 UNAUTHORIZED")
        << what;
  }
}

}  // namespace
}  // namespace crow::auth
