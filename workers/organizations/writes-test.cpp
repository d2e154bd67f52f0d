// What organizations asks access to write, for whom, and what it refuses before.
#include "shared/contracts/organizations.h"
#include "shared/identity/testing.h"

namespace crow::organizations {
namespace {

struct Writing : TwoOrganizations {
  Caller carla = join(northwind, "Carla Mendes", Role::admin);
  std::string guest = add_user("Gus Guest");
  std::string member = add_member(northwind, guest, Role::member);
  std::string elsewhere = add_member(contoso, guest, Role::member);
  std::string invitation = "invitation0000000000000000000001";
  std::vector<Message> asked;
  Reply answer{204, {}, {}};

  Writing() {
    set_neighbour("ACCESS", [this](const Message& message) {
      asked.push_back(message);
      return answer;
    });
    static constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view,
                                    Timestamp>
        kInsert{"test.invite", R"sql(
      INSERT INTO invitation (id, organization_id, email, role, status, inviter_id, expires_at,
                              created_at)
      VALUES (?1, ?2, 'new@northwind.example', 'member', 'pending', ?3, ?4, ?4)
    )sql"};
    write(sql::bind(kInsert, invitation, northwind, ada.user_id, Timestamp{now_ms}));
  }

  std::string of(std::string_view path) const {
    return concat("/api/v1/organizations/", northwind, path);
  }
  Reply ask(const Caller& caller, std::string_view method, std::string target,
            std::string body = {}) {
    Message message{.method = std::string(method), .target = std::move(target)};
    if (!body.empty()) message.headers.emplace_back("content-type", "application/json");
    message.body = std::move(body);
    return send_as(caller, std::move(message));
  }
};

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

TEST(InviteMember, AnswersTheInvitation) {
  Writing world;
  world.answer = {200,
                  {},
                  R"({"organizationId":"o","email":"a@b.example","role":"member",)"
                  R"("status":"pending","expiresAt":"2026-09-23T14:13:20.000Z",)"
                  R"("createdAt":"2026-09-21T14:13:20.000Z","inviterId":"u","id":"i"})"};
  const auto reply =
      world.ask(world.ada, "POST", world.of("/members"), R"({"email":"A@b.example"})");
  EXPECT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.body, world.answer.body);
  EXPECT_TRUE(
      world.asked[0].body.ends_with(R"(,"email":"A@b.example","role":"member","resend":false})"))
      << world.asked[0].body;
  EXPECT_EQ(refusal_of(world.ask(world.dan, "POST", world.of("/members"), "{}")), "403 FORBIDDEN");
}

TEST(CreateOrganization, AnswersTheOrganizationThatAccessMade) {
  Writing world;
  const std::string made = world.add_organization("Branch");
  world.add_member(made, world.dan.user_id, Role::owner);
  world.answer = {200, {}, concat(R"({"id":")", made, R"("})")};
  const auto reply =
      world.ask(world.dan, "POST", "/api/v1/organizations", R"({"name":"Branch","slug":"branch"})");
  EXPECT_EQ(reply.status, 201) << reply.body;
  const auto organization = read_body<Organization>(reply);
  EXPECT_EQ(organization.id, made);
  EXPECT_EQ(organization.role, Role::owner);
  EXPECT_EQ(organization.memberCount, 1);
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
