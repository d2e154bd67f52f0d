#include "workers/organizations/context-job.h"

#include "workers/organizations/context-testing.h"

namespace crow::organizations {
namespace {

TEST(ContextJob, WritesWhatIsKnownAndCountsIt) {
  Contexts world;
  const auto made = world.write_one();
  EXPECT_EQ(made.version, 1);
  EXPECT_EQ(made.mode, "builtin");
  EXPECT_EQ(made.to->ms, world.now_ms);
  EXPECT_EQ(made.from->ms, world.now_ms - 30 * kDay);
  EXPECT_EQ(made.notice, std::nullopt);
  EXPECT_EQ(Contexts::text_of(made), R"(# The organization
“Northwind” has 3 members.
There were 120 interactions in the 30 days from 2026-08-22 to 2026-09-21.
Against the 30 days before, interactions rose by 20.0 %, from 100 to 120.
# Where customers meet it
The website brought 90 interactions, 75.0 % of all.
The website: interactions fell by 10.0 %, from 100 to 90.
The cameras brought 30 interactions, 25.0 % of all.
# What customers do
“page_view” was the most frequent type, 100 times.
“page_view” rose by 25.0 %, from 80 to 100.
“purchase” occurred 20 times.
The busiest day was 2026-09-20, with 70 interactions.
# What it offers
The catalog holds 12 products, of which 9 (75.0 %) can be bought at this time.
Out of stock: 3 products.
The largest categories by products: “Top 10 'deals' 50 % off” (8) and “Shoes” (4).
The largest brands by products: “Peak” (12).
Prices go from 9.99 EUR to 1,290.00 EUR.
)");
  ASSERT_TRUE(made.job);
  EXPECT_EQ(made.job->status, JobState::completed);
  EXPECT_EQ(made.job->counts.text, R"({"version":1,"sentences":15,"leftOut":0})");
}

TEST(ContextJob, TellsWhatChangedSinceTheVersionBefore) {
  Contexts world;
  EXPECT_TRUE(world.write_one().content.changes.empty());
  world.now_ms += kDay;
  world.now.total = 125;
  world.now.web = 95;
  world.products.facets.category = {{"Shoes", 5}};
  const auto made = world.write_one();
  EXPECT_EQ(made.version, 2);
  std::string changes;
  for (const ContextChange& one : made.content.changes)
    changes += concat(one.label, ": ", one.before, " to ", one.after, '\n');
  EXPECT_EQ(changes, R"(Interactions: 120 to 125
Interactions of the website: 90 to 95
Share of the website: 75.0 to 76.0
Share of the cameras: 25.0 to 24.0
Products of the category Shoes: 4 to 5
)");
}

TEST(ContextJob, KeepsTheLastTenVersions) {
  Contexts world;
  for (int i = 0; i < 12; ++i) world.write_one();
  const auto made = world.read();
  EXPECT_EQ(made.version, 12);
  ASSERT_EQ(made.versions.size(), 10u);
  EXPECT_EQ(made.versions.back().version, 3);
}

TEST(ContextJob, TriesAgainWhatDoesNotAnswer) {
  for (const char* binding : {"INTERACTIONS", "SEARCH", "MODELS"}) {
    Contexts world;
    world.away[binding] = 3;
    EXPECT_EQ(world.trigger(world.ada).status, 202);
    for (int i = 0; i < 5; ++i) {
      world.work();
      world.now_ms += kMinute;
    }
    EXPECT_EQ(world.read().version, 1) << binding;
  }
}

TEST(ContextJob, FailsInWordsWhenNothingHelps) {
  Contexts world;
  world.away["SEARCH"] = 1'000;
  EXPECT_EQ(world.trigger(world.ada).status, 202);
  for (int i = 0; i < 12; ++i) {
    world.work();
    world.now_ms += kHour;
  }
  const auto made = world.read();
  EXPECT_EQ(made.version, std::nullopt);
  EXPECT_EQ(made.job->status, JobState::failed);
  EXPECT_EQ(made.job->error, "A part of the platform did not answer; try again.");
}

TEST(ContextJob, ComesThroughDeathAtAnyMomentAndWritesOnce) {
  for (std::size_t operations = 1; operations < 14; ++operations) {
    for (const bool is_done : {false, true}) {
      Contexts world;
      EXPECT_EQ(world.trigger(world.ada).status, 202);
      world.wake();
      world.run(operations);
      world.kill(is_done);
      for (int i = 0; i < 4; ++i) {
        world.now_ms += 6 * kMinute;
        world.scheduled("* * * * *");
      }
      const auto made = world.read();
      EXPECT_EQ(made.version, 1) << operations;
      EXPECT_EQ(made.versions.size(), 1u) << operations;
      EXPECT_EQ(made.job->status, JobState::completed) << operations;
    }
  }
}

TEST(ContextJob, WritesNothingForAnOrganizationThatIsNoMore) {
  for (const std::size_t operations : {0, 1, 6, 7}) {
    Contexts world;
    EXPECT_EQ(world.trigger(world.ada).status, 202);
    world.wake();
    world.run(operations);
    static constexpr sql::Statement<sql::None, std::string_view> kDelete{
        "test.delete", "DELETE FROM organization WHERE id = ?1"};
    world.database().allow_scan("test.delete");
    world.write(sql::bind(kDelete, world.northwind));
    world.run();
    EXPECT_EQ(world.number("SELECT count(*) FROM organization_context"), 0) << operations;
  }
}

}  // namespace
}  // namespace crow::organizations
