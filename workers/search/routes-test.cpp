#include "workers/search/routes.h"

#include "shared/identity/route-suite.h"
#include "shared/sql/testing.h"
#include "workers/search/testing.h"

namespace crow {
namespace {

constexpr const char* kList = "/api/v1/products/organization/{organization}";

const bool kPrepared = (prepare_suite = [](TwoOrganizations& world) {
  search::Documents::forget_all();
  add_tables(world, "workers/products/migrations");
}, true);

INSTANTIATE_TEST_SUITE_P(Products, MemberRoute, testing::Values(kList), name_of_target);
INSTANTIATE_TEST_SUITE_P(Products, OrganizationRoute, testing::Values(kList), name_of_target);

}  // namespace
}  // namespace crow

namespace crow::search {
namespace {

// The plan of what a request asks, in the order of its statements.
std::string plan_of(ProductsWorld& world, std::string_view path) {
  world.database().forget_plans();
  world.get_as(world.ada, path);
  std::string out;
  for (const std::string& line : world.database().plans()) out += line + "\n";
  return out;
}

// Each table is searched by an index that begins with the organization or its catalog, or by the
// rows' own numbers; the text index by the word, which holds the catalog.
TEST(Plans, KeepToTheOrganization) {
  ProductsWorld world;
  world.add(world.northwind, {{.name = "Red shoes", .more = R"("brand":"Peak")"}});
  struct Plan {
    std::string_view path, part;
  };
  for (const auto& [path, part] :
       {Plan{"/search?type=fts&q=red+shoes", "product_by_change (organization_id=?"},
        Plan{"/search?type=fts&q=blue+shoes", "PRIMARY KEY (catalog=? AND stem=?)"},
        Plan{"/search?type=fts&q=shoers", "PRIMARY KEY (catalog=? AND gram=?)"},
        Plan{"/search?type=fts&q=xsho", "(catalog=? AND term>? AND term<?)"},
        Plan{"/search?type=fts&q=xshoe", "(catalog=? AND backwards>? AND backwards<?)"},
        Plan{"/search?type=fts&q=red+shoes", "product USING INTEGER PRIMARY KEY (rowid=?)"},
        Plan{"?limit=1", "p USING INTEGER PRIMARY KEY (rowid=?)"}}) {
    Documents::forget_all();
    const std::string plan = plan_of(world, path);
    EXPECT_NE(plan.find(part), std::string::npos) << path << "\n" << plan;
    // No table is walked through for all that the catalog has.
    EXPECT_EQ(plan.find("(catalog=?)"), std::string::npos) << path << "\n" << plan;
    EXPECT_EQ(plan.find("_by_change (organization_id=?)"), std::string::npos) << plan;
  }
  // That nothing is scanned the World itself sees to.
}

struct Changes {
  std::int64_t count = 0;
  static constexpr auto fields = describe(field<&Changes::count>("count", ""));
};
constexpr sql::Statement<Changes> kChanges{"changes", "SELECT total_changes() AS count"};

TEST(Routes, WriteNothing) {
  Searched world;
  const auto changes = [&] {
    return sql::rows_of(world.database(), sql::bind(kChanges)).at(0).count;
  };
  const std::int64_t before = changes();
  for (const char* path : {"", "?q=shoes", "/search?q=shoes", "/search?type=fts&q=jakcet"})
    EXPECT_EQ(world.get_as(world.ada, path).status, 200) << path;
  EXPECT_EQ(changes(), before);
}

}  // namespace
}  // namespace crow::search
