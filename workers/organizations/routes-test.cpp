#include "shared/identity/list-suite.h"
#include "shared/identity/route-suite.h"

namespace crow {
namespace {

constexpr const char* kList = "/api/v1/organizations";
constexpr const char* kOne = "/api/v1/organizations/{organization}";
constexpr const char* kMembers = "/api/v1/organizations/{organization}/members";

constexpr ListCase kLists[] = {
    {kList,
     [](TwoOrganizations& world, int number) {
       world.join(world.add_organization(concat("Branch ", number)), world.ada, Role::admin);
     }},
    {kMembers, [](TwoOrganizations& world,
                  int number) { world.join(world.northwind, concat("Guest ", number)); }},
};

INSTANTIATE_TEST_SUITE_P(Organizations, MemberRoute, testing::Values(kList, kOne, kMembers),
                         name_of_target);
INSTANTIATE_TEST_SUITE_P(Organizations, OrganizationRoute, testing::Values(kOne, kMembers),
                         name_of_target);
INSTANTIATE_TEST_SUITE_P(Organizations, ListRoute, testing::ValuesIn(kLists), name_of_list);

}  // namespace
}  // namespace crow
