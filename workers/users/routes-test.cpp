#include "shared/identity/list-suite.h"
#include "shared/identity/route-suite.h"

namespace crow {
namespace {

constexpr const char* kList = "/api/v1/users/by-organization/{organization}";

INSTANTIATE_TEST_SUITE_P(Users, MemberRoute,
                         testing::Values("/api/v1/users/me", "/api/v1/users/{user}",
                                         "/api/v1/users/{user}/permissions", kList,
                                         "/api/v1/users/{user}/profile",
                                         "/api/v1/users/search-email?q=d"),
                         name_of_target);
INSTANTIATE_TEST_SUITE_P(Users, OrganizationRoute, testing::Values(kList), name_of_target);
INSTANTIATE_TEST_SUITE_P(Users, ListRoute,
                         testing::Values(ListCase{kList,
                                                  [](TwoOrganizations& world, int number) {
                                                    world.join(world.northwind,
                                                               concat("Guest ", number));
                                                  }}),
                         name_of_list);

}  // namespace
}  // namespace crow
