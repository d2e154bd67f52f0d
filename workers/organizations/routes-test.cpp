#include "shared/identity/list-suite.h"
#include "shared/identity/route-suite.h"

namespace crow {
namespace {

constexpr const char* kList = "/api/v1/organizations";
constexpr const char* kOne = "/api/v1/organizations/{organization}";
constexpr const char* kMembers = "/api/v1/organizations/{organization}/members";
constexpr const char* kAudit = "/api/v1/organizations/{organization}/audit";
constexpr const char* kInvitations = "/api/v1/organizations/{organization}/invitations";

void invite(TwoOrganizations& world, int number) {
  static constexpr sql::Statement<sql::None, std::string, std::string_view, std::string_view,
                                  Timestamp>
      kInsert{"test.invite", R"sql(
    INSERT INTO invitation (id, organization_id, email, role, status, inviter_id, expires_at,
                            created_at)
    VALUES (?1, ?2, 'new@northwind.example', 'member', 'pending', ?3, ?4, ?4)
  )sql"};
  world.write(sql::bind(kInsert, concat("invitation", 100 + number), world.northwind,
                        world.ada.user_id, Timestamp{world.now_ms}));
}

void happen(TwoOrganizations& world, int number) {
  static constexpr sql::Statement<sql::None, std::string, std::string_view, Timestamp> kInsert{
      "test.audit", R"sql(
    INSERT INTO audit_event (id, organization_id, at, action, detail)
    VALUES (?1, ?2, ?3, 'signed_in', '{}')
  )sql"};
  world.write(
      sql::bind(kInsert, concat("evt_", 100 + number), world.northwind, Timestamp{world.now_ms}));
}

constexpr ListCase kLists[] = {
    {kList,
     [](TwoOrganizations& world, int number) {
       world.join(world.add_organization(concat("Branch ", number)), world.ada, Role::admin);
     }},
    {kMembers, [](TwoOrganizations& world,
                  int number) { world.join(world.northwind, concat("Guest ", number)); }},
    {kInvitations, &invite},
    {kAudit, &happen, true},
};

INSTANTIATE_TEST_SUITE_P(Organizations, MemberRoute, testing::Values(kList, kOne, kMembers),
                         name_of_target);
INSTANTIATE_TEST_SUITE_P(Organizations, OrganizationRoute, testing::Values(kOne, kMembers),
                         name_of_target);
INSTANTIATE_TEST_SUITE_P(Organizations, ListRoute, testing::ValuesIn(kLists), name_of_list);

}  // namespace
}  // namespace crow
