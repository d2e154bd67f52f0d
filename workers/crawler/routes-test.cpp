#include "shared/identity/list-suite.h"
#include "shared/identity/route-suite.h"

namespace crow {
namespace {

constexpr const char* kList = "/api/v1/products/crawler-jobs/organization/{organization}";
constexpr const char* kListByItself = "/api/v1/crawler-jobs/organization/{organization}";

void prepare(TwoOrganizations& world) { add_tables(world, "workers/crawler/migrations"); }

const bool kPrepared = (prepare_suite = &prepare, true);

// A job of Northwind.
void add_job(TwoOrganizations& world, int number) {
  const auto reply = world.send_as(
      world.ada,
      {"POST",
       "/api/v1/crawler-jobs",
       {{"content-type", "application/json"}},
       concat(R"({"sourceType":"url","sourceValue":"https://shop.example/)", number, R"("})")});
  EXPECT_EQ(reply.status, 202) << reply.body;
}

INSTANTIATE_TEST_SUITE_P(Crawler, MemberRoute, testing::Values(kList, kListByItself),
                         name_of_target);
INSTANTIATE_TEST_SUITE_P(Crawler, OrganizationRoute, testing::Values(kList, kListByItself),
                         name_of_target);
INSTANTIATE_TEST_SUITE_P(Crawler, ListRoute,
                         testing::Values(ListCase{kList, &add_job, true},
                                         ListCase{"/api/v1/crawler-jobs", &add_job, true}),
                         name_of_list);

}  // namespace
}  // namespace crow
