// All that organizations has access write: for whom, and what it refuses before.
#include "workers/organizations/testing.h"

namespace crow::organizations {
namespace {

struct Write {
  std::string method, path, body;
  std::string asks;  // The operation of access.
  std::string more;  // What it is told beside the actor.
  int status;
  bool is_for_admins = true;
};

std::vector<Write> writes(const Writing& world) {
  const std::string one = concat("/members/", world.member);
  return {
      {"PATCH", "", R"({"name":"N","logo":null})", "update-organization",
       R"(,"name":"N","slug":null,"changesLogo":true,"logo":null)", 200},
      {"PATCH", "", R"({"slug":"n"})", "update-organization",
       R"(,"name":null,"slug":"n","changesLogo":false,"logo":null)", 200},
      {"DELETE", "", "", "delete-organization", "", 204},
      {"PATCH", one, R"({"role":"admin"})", "update-member-role",
       concat(R"(,"memberId":")", world.member, R"(","role":"admin")"), 200},
      {"DELETE", one, "", "remove-member", concat(R"(,"memberId":")", world.member, '"'), 204},
      {"POST", "/leave", "", "leave-organization", "", 204, false},
      {"DELETE", concat("/invitations/", world.invitation), "", "cancel-invitation",
       concat(R"(,"invitationId":")", world.invitation, '"'), 204},
  };
}

TEST(Writes, AreAskedOfAccessInTheCallersName) {
  Writing world;
  for (const Write& write : writes(world)) {
    world.asked.clear();
    const auto reply = world.ask(world.carla, write.method, world.of(write.path), write.body);
    EXPECT_EQ(reply.status, write.status) << write.method << write.path << reply.body;
    ASSERT_EQ(world.asked.size(), 1u) << write.method << write.path;
    EXPECT_EQ(world.asked[0].target, concat("/internal/access/", write.asks));
    EXPECT_EQ(world.asked[0].body,
              concat(R"({"userId":")", world.carla.user_id, R"(","organizationId":")",
                     world.northwind, '"', write.more, '}'));
  }
}

TEST(Writes, AreForAdminsOfTheOrganizationInThePath) {
  Writing world;
  for (const Write& write : writes(world)) {
    const auto by = [&](const Caller& caller) {
      return refusal_of(world.ask(caller, write.method, world.of(write.path), write.body));
    };
    EXPECT_EQ(by(world.bob), "403 FORBIDDEN") << write.method << write.path;
    if (write.is_for_admins) EXPECT_EQ(by(world.dan), "403 FORBIDDEN") << write.path;
    EXPECT_EQ(refusal_of(world.send(
                  {.method = write.method, .target = world.of(write.path), .body = write.body})),
              "401 UNAUTHORIZED");
  }
  EXPECT_TRUE(world.asked.empty());
}

TEST(Writes, TellWhatAccessRefuses) {
  Writing world;
  world.answer = {409, {}, R"({"error":{"code":"CONFLICT","message":"Taken.","details":null}})"};
  for (const Write& write : writes(world)) {
    const auto reply = world.ask(world.ada, write.method, world.of(write.path), write.body);
    EXPECT_EQ(refusal_of(reply), "409 CONFLICT") << write.method << write.path;
    EXPECT_NE(reply.body.find("Taken."), reply.body.npos);
  }
}

TEST(Writes, ReachNoMemberAndNoInvitationOfAnotherOrganization) {
  Writing world;
  for (const auto& [method, path, body] :
       {std::tuple{"GET", concat("/members/", world.elsewhere), ""},
        {"PATCH", concat("/members/", world.elsewhere), R"({"role":"admin"})"},
        {"DELETE", concat("/members/", world.elsewhere), ""},
        {"DELETE", concat("/members/", world.guest), ""},
        {"DELETE", "/invitations/nothing", ""}})
    EXPECT_EQ(refusal_of(world.ask(world.ada, method, world.of(path), body)), "404 NOT_FOUND")
        << method << path;
  const Caller visiting{world.ada.user_id, world.contoso, Role::owner,
                        default_permissions(Role::owner), Tier::free};
  EXPECT_EQ(refusal_of(world.ask(visiting, "DELETE",
                                 concat("/api/v1/organizations/", world.contoso, "/invitations/",
                                        world.invitation))),
            "404 NOT_FOUND");
  EXPECT_TRUE(world.asked.empty());
}

TEST(Writes, NameWhatIsWrong) {
  Writing world;
  const std::string one = world.of(concat("/members/", world.member));
  const std::string all = "/api/v1/organizations";
  const std::string long_name(1'001, 'n');
  const std::vector<std::tuple<std::string, std::string, std::string, std::string>> cases = {
      {"POST", all, R"({"name":"N"})", "slug"},
      {"POST", all, R"({"name":"","slug":"n"})", "name"},
      {"POST", all, R"({"name":"N","slug":"n","tier":"Enterprise"})", "tier"},
      {"PATCH", world.of(""), concat(R"({"name":")", long_name, R"("})"), "name"},
      {"PATCH", world.of(""), R"({"name":null})", "name"},
      {"PATCH", world.of(""), R"({"slug":5})", "slug"},
      {"PATCH", world.of(""), R"({"owner":"me"})", "owner"},
      {"POST", world.of("/members"), R"({"email":"nobody"})", "email"},
      {"POST", world.of("/members"), R"({"role":"member"})", "email"},
      {"POST", world.of("/members"), R"({"email":"a@b.example","role":"king"})", "role"},
      {"POST", world.of("/members"), R"({"email":"a@b.example","resend":"yes"})", "resend"},
      {"PATCH", one, R"({})", "role"},
      {"PATCH", one, R"({"role":["admin"]})", "role"},
      {"PATCH", world.of("/members/a-b"), R"({"role":"admin"})", "memberId"},
      {"GET", world.of("/invitations?status=lost"), "", "status"},
  };
  for (const auto& [method, target, body, field] : cases) {
    const auto reply = world.ask(world.ada, method, target, body);
    EXPECT_EQ(refusal_of(reply), "400 VALIDATION_ERROR") << method << target << body;
    EXPECT_EQ(fault_of(reply).field, field) << reply.body;
  }
  EXPECT_EQ(refusal_of(world.ask(world.ada, "PATCH", world.of(""), "{}")), "400 VALIDATION_ERROR");
  EXPECT_TRUE(world.asked.empty());
}

}  // namespace
}  // namespace crow::organizations
