#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

struct Counting : InteractionsWorld {
  Counting() { now_ms = next_noon(); }
  static std::int64_t next_noon() {
    static std::int64_t noon = from_rfc3339("2026-10-08T12:00:00Z")->ms - 7 * kDay;
    return noon += 7 * kDay;
  }
  Reply ask(std::string_view organization, std::int64_t from_ago, std::int64_t to_ago,
            bool is_service = true) {
    Headers headers;
    if (is_service) headers.emplace_back("x-internal-key", "test-internal-key");
    return post("/internal/interactions/counts",
                concat(R"({"organizationId":")", organization, R"(","from":")",
                       to_rfc3339({now_ms - from_ago}), R"(","to":")",
                       to_rfc3339({now_ms - to_ago}), "\"}"),
                std::move(headers));
  }
  void add(std::string type, std::string source, std::int64_t ago_ms) {
    record(ada, Sent{.id = concat("n", ++number),
                     .source = std::move(source),
                     .type = std::move(type),
                     .ago_ms = ago_ms});
  }
  int number = 0;
};

TEST(CountForService, CountsChannelsDaysAndTypesOfATime) {
  Counting world;
  for (int i = 0; i < 3; ++i) world.add("page_view", "web", kHour);
  world.add("purchase", "web", kDay);
  world.add("line_crossed", "cctv", kDay);
  world.add("post", "social", 31 * kDay);
  world.record(world.bob, Sent{.id = "theirs", .type = "theirs"});
  const auto made = read_body<CountForService::Output>(world.ask(world.northwind, 30 * kDay, 0));
  EXPECT_EQ(made.total, 5);
  EXPECT_EQ(made.web, 4);
  EXPECT_EQ(made.cctv, 1);
  EXPECT_EQ(made.social, 0);
  ASSERT_EQ(made.days.size(), 2u);
  EXPECT_EQ(made.days[1].total, 3);
  std::string types;
  for (const TypeCount& one : made.types) types += concat(one.type, ' ', one.count, ' ');
  EXPECT_EQ(types, "page_view 3 line_crossed 1 purchase 1 ");
  const auto before =
      read_body<CountForService::Output>(world.ask(world.northwind, 60 * kDay, 30 * kDay));
  ASSERT_EQ(before.types.size(), 1u);
  EXPECT_EQ(before.types[0].type, "post");
}

TEST(CountForService, CountsNothingWhereThereIsNothing) {
  Counting world;
  const auto made = read_body<CountForService::Output>(world.ask("nobody", 30 * kDay, 0));
  EXPECT_EQ(made.total, 0);
  EXPECT_TRUE(made.days.empty());
  EXPECT_TRUE(made.types.empty());
}

TEST(CountForService, LooksAtTheIndexAlone) {
  Counting world;
  world.add("page_view", "web", kHour);
  world.database().forget_plans();
  world.ask(world.northwind, 30 * kDay, 0);
  const std::string plan = world.database().plans().back();
  EXPECT_TRUE(plan.contains(
      "i USING COVERING INDEX interaction_by_type (organization_id=? AND type=? AND occurred_at>"))
      << plan;
  EXPECT_TRUE(
      plan.contains("i USING COVERING INDEX interaction_by_type (organization_id=? AND type>?)"))
      << plan;
  EXPECT_FALSE(plan.contains("SCAN interaction")) << plan;
}

TEST(CountForService, IsForServicesAloneAndForATimeThatEnds) {
  Counting world;
  EXPECT_EQ(refusal_of(world.ask(world.northwind, kDay, 0, false)), "401 UNAUTHORIZED");
  EXPECT_EQ(refusal_of(world.ask(world.northwind, 0, kDay)), "400 VALIDATION_ERROR");
}

}  // namespace
}  // namespace crow::interactions
