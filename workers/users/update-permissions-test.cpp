#include "shared/contracts/users.h"
#include "shared/identity/testing.h"

namespace crow::users {
namespace {

struct Team : TwoOrganizations {
  Caller carla = join(northwind, "Carla Mendes", Role::admin);

  Reply change(const Caller& caller, const Caller& person, std::string json) {
    return send_as(caller, {.method = "PATCH",
                            .target = concat("/api/v1/users/", person.user_id, "/permissions"),
                            .headers = {{"content-type", "application/json"}},
                            .body = std::move(json)});
  }
  // What is switched off, and what the chat reads.
  std::string after(const Reply& reply) {
    EXPECT_EQ(reply.status, 200) << reply.body;
    const auto held = read_body<GetPermissions::Output>(reply);
    std::string out =
        concat(held.chat.enabled ? "" : "chat ", held.interactions.enabled ? "" : "interactions ",
               held.patterns.enabled ? "" : "patterns ");
    for (const ChatComponent component : held.chat.components)
      out += concat(name_of(component), ' ');
    return concat(out, held.chat.lookbackWindow);
  }
};

TEST(UpdatePermissions, ChangesWhatIsGivenAndLeavesTheRest) {
  Team team;
  const auto change = [&](std::string json) {
    return team.after(team.change(team.carla, team.dan, std::move(json)));
  };
  EXPECT_EQ(change(R"({"interactions":{"enabled":false}})"), "interactions 30");
  EXPECT_EQ(change(R"({"patterns":{"enabled":false},"chat":{"lookbackWindow":7}})"),
            "interactions patterns 7");
  EXPECT_EQ(change(R"({"chat":{"enabled":false,"components":["products","context"]}})"),
            "chat interactions patterns products context 7");
  EXPECT_EQ(change(R"({"interactions":{"enabled":true},"chat":{"components":[]}})"),
            "chat patterns 7");
  EXPECT_EQ(change(R"({"interactions":{"enabled":true},"teamManagement":{"enabled":false}})"),
            "chat patterns 7");
  const auto seen = team.get_as(team.dan, "/api/v1/users/me/permissions");
  EXPECT_EQ(team.after(seen), "chat patterns 7");
}

TEST(UpdatePermissions, DoNotContradictTheRole) {
  Team team;
  const std::tuple<const Caller&, std::string_view, std::string_view> cases[] = {
      {team.dan, R"({"teamManagement":{"enabled":true}})", "409 CONFLICT"},
      {team.dan, R"({"apiKeyManagement":{"enabled":true}})", "409 CONFLICT"},
      {team.carla, R"({"chat":{"enabled":false}})", "409 CONFLICT"},
      {team.ada, R"({"apiKeyManagement":{"enabled":false}})", "409 CONFLICT"},
  };
  for (const auto& [person, json, refusal] : cases)
    EXPECT_EQ(refusal_of(team.change(team.ada, person, std::string(json))), refusal) << json;
  EXPECT_EQ(team.change(team.ada, team.carla, R"({"chat":{"lookbackWindow":7}})").status, 200);
}

TEST(UpdatePermissions, AreForAdminsOfTheOrganization) {
  Team team;
  const std::string json = R"({"chat":{"enabled":false}})";
  const auto refused = team.change(team.dan, team.dan, json);
  EXPECT_EQ(refusal_of(refused), "403 FORBIDDEN");
  EXPECT_EQ(refusal_of(team.change(team.bob, team.dan, json)), "404 NOT_FOUND");
  EXPECT_EQ(team.after(team.get_as(team.dan, "/api/v1/users/me/permissions")), "30");
}

TEST(UpdatePermissions, OfAnOrganizationAreNotThoseOfAnother) {
  Team team;
  const Caller visiting = team.join(team.contoso, team.dan, Role::member);
  team.change(team.ada, team.dan, R"({"chat":{"enabled":false}})");
  EXPECT_EQ(team.after(team.get_as(visiting, "/api/v1/users/me/permissions")), "30");
}

TEST(UpdatePermissions, BeginAnewWithWhoeverComesBack) {
  Team team;
  team.change(team.ada, team.dan, R"({"chat":{"enabled":false}})");
  team.remove_member(team.dan);
  team.join(team.northwind, team.dan, Role::member);
  EXPECT_EQ(team.after(team.get_as(team.dan, "/api/v1/users/me/permissions")), "30");
}

TEST(UpdatePermissions, NameWhatIsWrong) {
  Team team;
  const std::pair<std::string_view, std::string_view> cases[] = {
      {R"({"flying":{"enabled":true}})", "flying"},
      {R"({"chat":true})", "chat"},
      {R"({"chat":{"enabled":"no"}})", "chat.enabled"},
      {R"({"chat":{"components":["weather"]}})", "chat.components[0]"},
      {R"({"chat":{"lookbackWindow":0}})", "chat.lookbackWindow"},
      {R"({"interactions":{"enabled":null}})", "interactions.enabled"},
      {R"({"patterns":{"lookbackWindow":3}})", "patterns.lookbackWindow"},
  };
  for (const auto& [json, field] : cases) {
    const auto reply = team.change(team.ada, team.dan, std::string(json));
    EXPECT_EQ(refusal_of(reply), "400 VALIDATION_ERROR") << json;
    EXPECT_EQ(fault_of(reply).field, field) << reply.body;
  }
  for (const char* nothing : {"{}", R"({"chat":{}})"})
    EXPECT_EQ(refusal_of(team.change(team.ada, team.dan, nothing)), "400 VALIDATION_ERROR");
}

}  // namespace
}  // namespace crow::users
