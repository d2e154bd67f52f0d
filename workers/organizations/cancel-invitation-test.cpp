#include "shared/contracts/organizations.h"
#include "shared/identity/testing.h"

namespace crow::organizations {
namespace {

struct Canceling : TwoOrganizations {
  Caller carla = join(northwind, "Carla Mendes", Role::admin);

  Canceling() {
    set_neighbour("ACCESS", [](const Message&) { return Reply{204, {}, {}}; });
  }
  void invite(std::string_view id, Role role, std::string_view status) {
    static constexpr sql::Statement<sql::None, std::string_view, std::string_view, Role,
                                    std::string_view, std::string_view, Timestamp>
        kInsert{"test.invite", R"sql(
      INSERT INTO invitation (id, organization_id, email, role, status, inviter_id, expires_at,
                              created_at)
      VALUES (?1, ?2, 'a@x.example', ?3, ?4, ?5, ?6, ?6)
    )sql"};
    write(sql::bind(kInsert, id, northwind, role, status, ada.user_id, Timestamp{now_ms}));
  }
  std::string cancel(const Caller& caller, std::string_view id) {
    return refusal_of(send_as(
        caller, {.method = "DELETE",
                 .target = concat("/api/v1/organizations/", northwind, "/invitations/", id)}));
  }
};

TEST(CancelInvitation, IsForWhatIsPending) {
  Canceling world;
  world.invite("one", Role::member, "pending");
  world.invite("two", Role::member, "accepted");
  world.invite("three", Role::member, "canceled");
  EXPECT_EQ(world.cancel(world.carla, "one"), "204 ");
  EXPECT_EQ(world.cancel(world.carla, "two"), "409 CONFLICT");
  EXPECT_EQ(world.cancel(world.carla, "three"), "409 CONFLICT");
}

TEST(CancelInvitation, OfAnOwnerToBeIsTheOwners) {
  Canceling world;
  world.invite("one", Role::owner, "pending");
  EXPECT_EQ(world.cancel(world.carla, "one"), "404 NOT_FOUND");
  EXPECT_EQ(world.cancel(world.ada, "one"), "204 ");
}

}  // namespace
}  // namespace crow::organizations
