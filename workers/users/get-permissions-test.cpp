#include "shared/contracts/users.h"
#include "shared/identity/testing.h"

namespace crow::users {
namespace {

constexpr std::string_view kManaging =
    R"({"chat":{"enabled":true,"components":[],"lookbackWindow":30},)"
    R"("interactions":{"enabled":true},"patterns":{"enabled":true},)"
    R"("teamManagement":{"enabled":true},"apiKeyManagement":{"enabled":true}})";
constexpr std::string_view kReading =
    R"({"chat":{"enabled":true,"components":[],"lookbackWindow":30},)"
    R"("interactions":{"enabled":true},"patterns":{"enabled":true},)"
    R"("teamManagement":{"enabled":false},"apiKeyManagement":{"enabled":false}})";

struct Team : IdentityWorld {
  std::string northwind = add_organization("Northwind");
  Caller ada = join(northwind, "Ada Lovelace", Role::owner);
  Caller carla = join(northwind, "Carla Mendes", Role::admin);
  Caller dan = join(northwind, "Dan Wu");

  Reply permissions_of(const Caller& person) {
    return get_as(ada, concat("/api/v1/users/", person.user_id, "/permissions"));
  }

  // How a person's permissions in an organization differ from those of the role.
  void differ(const Caller& person, std::string_view disabled, std::string_view components = "[]",
              std::int64_t days = 30) {
    static constexpr sql::Statement<sql::None, std::string, std::string, std::string_view,
                                    std::string_view, std::int64_t, Timestamp>
        kInsert{"test.differ", R"sql(
      INSERT INTO member_permission
        (organization_id, user_id, disabled, chat_components, chat_lookback_days, updated_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
    )sql"};
    write(sql::bind(kInsert, person.organization_id, person.user_id, disabled, components, days,
                    Timestamp{now_ms}));
  }
};

TEST(GetPermissions, AreThoseOfTheRole) {
  Team team;
  EXPECT_EQ(team.permissions_of(team.ada).body, kManaging);
  EXPECT_EQ(team.permissions_of(team.carla).body, kManaging);
  EXPECT_EQ(team.permissions_of(team.dan).body, kReading);
}

TEST(GetPermissions, LackWhatAnAdminSwitchedOffForAMember) {
  Team team;
  team.differ(team.dan, R"(["interactions","chat"])");
  const auto got = read_body<GetPermissions::Output>(team.permissions_of(team.dan));
  EXPECT_FALSE(got.chat.enabled);
  EXPECT_FALSE(got.interactions.enabled);
  EXPECT_TRUE(got.patterns.enabled);
}

TEST(GetPermissions, AreAllOfAnAdminWhateverWasSwitchedOffBefore) {
  Team team;
  team.differ(team.ada, R"(["chat","teamManagement"])");
  team.differ(team.carla, R"(["patterns","apiKeyManagement"])");
  EXPECT_EQ(team.permissions_of(team.ada).body, kManaging);
  EXPECT_EQ(team.permissions_of(team.carla).body, kManaging);
}

TEST(GetPermissions, SayWhatTheChatMayRead) {
  Team team;
  team.differ(team.dan, "[]", R"(["products","patterns"])", 7);
  const auto chat = read_body<GetPermissions::Output>(team.permissions_of(team.dan)).chat;
  EXPECT_TRUE(chat.enabled);
  EXPECT_EQ(chat.components,
            (std::vector<ChatComponent>{ChatComponent::products, ChatComponent::patterns}));
  EXPECT_EQ(chat.lookbackWindow, 7);
}

TEST(GetPermissions, ThatAreStoredWronglyAreOurDefectAndNotTheClients) {
  for (const auto& [disabled, components] : {std::pair{R"(["flying"])", "[]"}, {"[]", "{}"}}) {
    Team team;
    team.differ(team.dan, disabled, components, 7);
    EXPECT_EQ(refusal_of(team.permissions_of(team.dan)), "500 INTERNAL_ERROR");
  }
}

TEST(GetPermissions, DifferInOneOrganizationOnly) {
  Team team;
  const Caller elsewhere = team.join(team.add_organization("Contoso"), team.dan, Role::member);
  team.differ(elsewhere, R"(["chat"])");
  EXPECT_EQ(team.permissions_of(team.dan).body, kReading);
}

TEST(GetPermissions, AreForColleaguesToReadAndForNobodyElse) {
  Team team;
  const Caller bob = team.join(team.add_organization("Contoso"), "Bob Kahn", Role::owner);
  const auto target = concat("/api/v1/users/", team.dan.user_id, "/permissions");
  EXPECT_EQ(team.get_as(team.carla, target).status, 200);
  EXPECT_EQ(team.get_as(team.dan, target).status, 200);
  const auto stranger = team.get_as(bob, target);
  EXPECT_EQ(refusal_of(stranger), "404 NOT_FOUND");
  EXPECT_EQ(team.get_as(bob, concat("/api/v1/users/", std::string(32, 'A'), "/permissions")).body,
            stranger.body);
}

}  // namespace
}  // namespace crow::users
