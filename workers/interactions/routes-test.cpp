#include "shared/contracts/interactions.h"
#include "shared/identity/list-suite.h"
#include "shared/identity/route-suite.h"
#include "workers/interactions/testing.h"

namespace crow {
namespace {

constexpr const char* kList = "/api/v1/interactions/organization/{organization}";
constexpr const char* kSummary = "/api/v1/interactions/organization/{organization}/summary";

// An interaction of Northwind, at a place in time.
void add_event(TwoOrganizations& world, std::string_view id, std::int64_t at_ms) {
  static constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::int64_t>
      kInsert{"test.add_event", R"sql(
    INSERT INTO interaction (organization_id, id, source_type, type, occurred_at, received_at,
                             properties, speaks_a_language, bot_score, bot_reasons)
    VALUES (?1, ?2, 'web', 'page_view', ?3, ?3, '{}', 0, 0, '[]')
  )sql"};
  world.write(sql::bind(kInsert, world.northwind, id, at_ms));
}

const bool kPrepared = (prepare_suite = [](TwoOrganizations& world) {
  add_tables(world, "workers/interactions/migrations");
  add_event(world, "e1", world.now_ms);
}, true);

INSTANTIATE_TEST_SUITE_P(Interactions, MemberRoute,
                         testing::Values(kList, kSummary, "/api/v1/interactions/e1"),
                         name_of_target);
INSTANTIATE_TEST_SUITE_P(Interactions, OrganizationRoute, testing::Values(kList, kSummary),
                         name_of_target);
// Three by three at one moment, each moment before the one before.
INSTANTIATE_TEST_SUITE_P(Interactions, ListRoute,
                         testing::Values(ListCase{
                             kList,
                             [](TwoOrganizations& world, int number) {
                               add_event(world, concat("a.", 99 - number % 3, ':', number),
                                         1'780'000'000'000 - number / 3);
                             },
                             true}),
                         name_of_list);

}  // namespace
}  // namespace crow

namespace crow::interactions {
namespace {

struct Plan {
  std::string_view query;  // What asks for it.
  std::string_view index;
  std::string_view search;
};

// Each narrows by the filter that leaves the fewest rows, within the period; so does its count.
constexpr Plan kPlans[] = {
    {"", "interaction_by_time", "organization_id=? AND occurred_at>"},
    {"?sourceType=web", "interaction_by_source",
     "organization_id=? AND source_type=? AND occurred_at>"},
    {"?type=a", "interaction_by_type", "organization_id=? AND type=? AND occurred_at>"},
    {"?type=a&sourceType=web", "interaction_by_type",
     "organization_id=? AND type=? AND occurred_at>"},
    {"?productId=a&type=a", "interaction_by_product",
     "organization_id=? AND product_id=? AND occurred_at>"},
    {"?visitorId=a&productId=a&type=a&sourceType=web", "interaction_by_visitor",
     "organization_id=? AND visitor_id=? AND occurred_at>"},
    {"/summary", "interaction_by_source", "organization_id=? AND source_type=? AND occurred_at>"},
    {"/summary?interval=day", "interaction_by_source",
     "organization_id=? AND source_type=? AND occurred_at>"},
    {"/e1", "interaction_by_id", "organization_id=? AND id=?"},
    {"/write-keys", "write_key_by_organization", "organization_id=?"},
    {"/visitors/export?visitorId=a", "interaction_by_visitor",
     "organization_id=? AND visitor_id=? AND (occurred_at,id)>"},
};

std::vector<std::string> plans_of(InteractionsWorld& world, std::string_view query) {
  world.database().forget_plans();
  world.get_as(world.ada, query);
  return world.database().plans();
}

TEST(Plans, SearchTheIndexOfTheNarrowestFilterInTheOrderOfTheList) {
  InteractionsWorld world;
  for (const Plan& plan : kPlans) {
    const auto plans = plans_of(world, plan.query);
    EXPECT_EQ(plans.size(), plan.query.starts_with('/') && plan.query != "/write-keys" ? 1u : 2u);
    for (const std::string& lines : plans) {
      EXPECT_TRUE(lines.contains(concat("INDEX ", plan.index, " (", plan.search))) << lines;
      EXPECT_FALSE(lines.contains("SCAN")) << plan.query << lines;
      EXPECT_FALSE(lines.contains("B-TREE FOR ORDER BY")) << lines;
    }
  }
}

TEST(Plans, CountWithoutLookingAtRows) {
  InteractionsWorld world;
  for (const std::string_view query : {"", "?sourceType=web", "/summary", "/summary?interval=hour"})
    EXPECT_TRUE(plans_of(world, query).back().contains("USING COVERING INDEX")) << query;
}

// What words find is few: those are sorted, and each is looked up by its number.
TEST(Plans, AskTheTextIndexFirst) {
  InteractionsWorld world;
  for (const std::string_view query : {"?q=a", "/search?q=a"}) {
    const auto plans = plans_of(world, query);
    EXPECT_EQ(plans.size(), 2u);
    for (const std::string& lines : plans) {
      const auto words = lines.find("SCAN t VIRTUAL TABLE INDEX 0:M");
      const auto rows = lines.find("SEARCH i USING INTEGER PRIMARY KEY (rowid=?)");
      ASSERT_NE(words, std::string::npos) << lines;
      ASSERT_NE(rows, std::string::npos) << lines;
      EXPECT_LT(words, rows);
    }
  }
}

}  // namespace
}  // namespace crow::interactions
