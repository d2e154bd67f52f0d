#include "workers/organizations/context-facts.h"

#include <set>

#include "shared/evidence/check.h"
#include "workers/organizations/context-testing.h"

namespace crow::organizations {
namespace {

constexpr Timestamp kNow{1'790'000'000'000};  // 2026-09-21T14:13:20Z

struct Gathering {
  Known known{"Northwind", 3};
  Counted counted;
  std::vector<Evidence> all() const { return evidence_of("north", known, counted, kNow); }
  std::string line(std::string_view id) const {
    for (const Evidence& one : all())
      if (one.fact.id == id)
        return concat(name_of(one.fact.kind), ' ', one.fact.value, ' ',
                      one.fact.currency.value_or(""), one.fact.name.value_or(""), " | ", one.source,
                      " | ", one.at.value_or(""));
    return "";
  }
};

TEST(ContextFacts, SayWhereEachCanBeHadAgain) {
  Gathering world;
  world.counted.now.total = 1'234;
  world.counted.now.types = {{"page_view", 1'000}};
  world.counted.products.total = 2;
  world.counted.products.facets.category = {{"Shoes & boots", 2}};
  EXPECT_EQ(world.line("organization"),
            "text Northwind Northwind | /api/v1/organizations/north | name");
  EXPECT_EQ(world.line("members"), "count 3  | /api/v1/organizations/north | memberCount");
  EXPECT_EQ(world.line("interactions_total"),
            "count 1234  | /api/v1/interactions/organization/north/summary"
            "?from=2026-08-22T14:13:20.000Z&to=2026-09-21T14:13:20.000Z | total");
  EXPECT_EQ(world.line("interactions_before"),
            "count 0  | /api/v1/interactions/organization/north/summary"
            "?from=2026-07-23T14:13:20.000Z&to=2026-08-22T14:13:20.000Z | total");
  EXPECT_EQ(world.line("type_1"),
            "count 1000 page_view | /api/v1/interactions/organization/north"
            "?from=2026-08-22T14:13:20.000Z&to=2026-09-21T14:13:20.000Z&type=page_view&limit=1 | "
            "total");
  EXPECT_EQ(world.line("category_1"),
            "count 2 Shoes & boots | /api/v1/products/organization/north"
            "?category=Shoes%20%26%20boots&limit=1 | total");
  EXPECT_EQ(world.line("period_from"),
            "date 2026-08-22  | /api/v1/interactions/organization/north/summary"
            "?from=2026-08-22T14:13:20.000Z&to=2026-09-21T14:13:20.000Z | ");
}

TEST(ContextFacts, RoundSharesAndChangesToATenth) {
  Gathering world;
  const auto change = [&](std::int64_t before, std::int64_t now) {
    world.counted.before.total = before;
    world.counted.now.total = now;
    return world.line("interactions_change").substr(0, 13);
  };
  EXPECT_EQ(change(8, 9), "change 12.5  ");
  EXPECT_EQ(change(3, 4), "change 33.3  ");
  EXPECT_EQ(change(3, 5), "change 66.7  ");
  EXPECT_EQ(change(8, 7), "change -12.5 ");
  EXPECT_EQ(change(1000, 995), "change -0.5  ");
  EXPECT_EQ(change(5, 5), "change 0.0  |");
  EXPECT_EQ(change(5, 0), "change -100.0");
  EXPECT_EQ(change(0, 5), "");  // There is nothing to compare with.
  world.counted.now.web = 2;
  world.counted.now.total = 3;
  EXPECT_EQ(world.line("share_web").substr(0, 13), "percent 66.7 ");
}

TEST(ContextFacts, WritePricesAsTheCatalogDoes) {
  Gathering world;
  world.counted.products = {.total = 3,
                            .facets = {},
                            .currency = "EUR",
                            .priced = 2,
                            .lowest = 450'000,
                            .highest = 12'345'678};
  EXPECT_EQ(world.line("price_lowest"),
            "money 45.00 EUR | /api/v1/products/organization/north"
            "?currency=EUR&limit=1&sort=price_asc | data.0.price");
  EXPECT_TRUE(world.line("price_highest").starts_with("money 1234.5678 EUR | "));
  world.counted.products.currency = "JPY";
  EXPECT_TRUE(world.line("price_lowest").starts_with("money 45 JPY | "));
  world.counted.products.priced = 0;
  EXPECT_EQ(world.line("price_lowest"), "");
}

TEST(ContextFacts, TakeNamesOfTheDataInOneLine) {
  Gathering world;
  world.counted.products.total = 1;
  world.counted.products.facets.brand = {{concat("  A\n\tB\x7F ", std::string(200, 'c')), 1}};
  for (const Evidence& one : world.all())
    if (one.fact.id == "brand_1") EXPECT_EQ(one.fact.name, concat("A B ", std::string(76, 'c')));
}

TEST(ContextFacts, HaveIdsOfTheirOwn) {
  Contexts world;
  std::set<std::string> ids;
  const auto all =
      evidence_of(world.northwind, {"N", 1}, {world.now, world.before, world.products}, kNow);
  for (const Evidence& one : all) {
    EXPECT_TRUE(ids.insert(one.fact.id).second) << one.fact.id;
    EXPECT_TRUE(IdFormat::matches(one.fact.id)) << one.fact.id;
    for (const std::string& of : one.of) EXPECT_TRUE(ids.contains(of)) << one.fact.id;
  }
  EXPECT_LE(all.size(), context::kFactsMax);
}

}  // namespace
}  // namespace crow::organizations
