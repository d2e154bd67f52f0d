#include "shared/contracts/organizations.h"
#include "shared/identity/testing.h"

namespace crow::organizations {
namespace {

struct Inviting : TwoOrganizations {
  Caller carla = join(northwind, "Carla Mendes", Role::admin);

  void invite(std::string_view organization, std::string_view email, Role role,
              std::string_view status) {
    static constexpr sql::Statement<sql::None, std::string, std::string_view, std::string_view,
                                    Role, std::string_view, std::string_view, Timestamp>
        kInsert{"test.invite", R"sql(
      INSERT INTO invitation (id, organization_id, email, role, status, inviter_id, expires_at,
                              created_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
    )sql"};
    ++count;
    write(sql::bind(kInsert, concat("invitation", count), organization, email, role, status,
                    ada.user_id, Timestamp{now_ms + count}));
  }

  std::string emails(const Caller& caller, std::string_view query = "") {
    const auto list = read_body<ListInvitations::Output>(get_as(
        caller, concat("/api/v1/organizations/", caller.organization_id, "/invitations", query)));
    std::string out = to_text(list.total);
    for (const auto& invitation : list.data) out += concat(' ', invitation.email);
    return out;
  }

  int count = 0;
};

TEST(ListInvitations, AreThoseOfTheOrganizationAndWhatBecameOfThem) {
  Inviting world;
  world.invite(world.northwind, "a@x.example", Role::member, "pending");
  world.invite(world.northwind, "b@x.example", Role::admin, "accepted");
  world.invite(world.contoso, "c@x.example", Role::member, "pending");
  EXPECT_EQ(world.emails(world.ada), "2 a@x.example b@x.example");
  EXPECT_EQ(world.emails(world.ada, "?status=pending"), "1 a@x.example");
  EXPECT_EQ(world.emails(world.ada, "?status=canceled"), "0");
  EXPECT_EQ(world.emails(world.bob), "1 c@x.example");
}

TEST(ListInvitations, ShowOwnersToBeToOwnersAlone) {
  Inviting world;
  world.invite(world.northwind, "a@x.example", Role::member, "pending");
  world.invite(world.northwind, "queen@x.example", Role::owner, "pending");
  EXPECT_EQ(world.emails(world.ada), "2 a@x.example queen@x.example");
  EXPECT_EQ(world.emails(world.carla), "1 a@x.example");
}

TEST(ListInvitations, AreForAdmins) {
  Inviting world;
  EXPECT_EQ(refusal_of(world.get_as(
                world.dan, concat("/api/v1/organizations/", world.northwind, "/invitations"))),
            "403 FORBIDDEN");
}

}  // namespace
}  // namespace crow::organizations
