#include "shared/host/database.h"

#include <gtest/gtest.h>

#include "shared/host/fake/world.h"
#include "shared/sql/testing.h"

namespace crow {
namespace {

struct Row {
  std::string id;
  std::int64_t number = 0;
  static constexpr auto fields =
      describe(field<&Row::id>("id", ""), field<&Row::number>("number", ""));
};

constexpr sql::Statement<Row> kAll{"all", "SELECT id, number FROM thing ORDER BY id"};
constexpr sql::Statement<Row, std::string_view> kFind{"find",
                                                      "SELECT id, number FROM thing WHERE id = ?1"};
constexpr sql::Statement<sql::None, std::string_view, std::int64_t> kInsert{
    "insert", "INSERT INTO thing (id, number) VALUES (?1, ?2)"};
constexpr sql::Statement<sql::None, std::int64_t> kDelete{"delete",
                                                          "DELETE FROM thing WHERE number > ?1"};

struct Things : World {
  Database things{Host(1), "DB"};
  Things() {
    sql::run_script(database(), {"CREATE TABLE thing (id TEXT PRIMARY KEY, number INTEGER NOT NULL "
                                 "CHECK (number >= 0)) STRICT"});
  }
  // Runs a task in this world: its outcome.
  template <typename T>
  Result<T> outcome(Task<T> task) {
    std::optional<Result<T>> out;
    const Root root =
        crow::run(std::move(task), [&](Result<T> result) { out.emplace(std::move(result)); });
    World::run();
    return std::move(*out);
  }
  std::vector<std::string> ids() {
    std::vector<std::string> out;
    const auto rows = outcome(things.all(kAll));
    for (const Row& row : *rows) out.push_back(row.id);
    return out;
  }
};

using Ids = std::vector<std::string>;

TEST(Database, ReadsAndWritesRows) {
  Things world;
  EXPECT_EQ(*world.outcome(world.things.run(kInsert, "b", 2)), 1);
  EXPECT_EQ(*world.outcome(world.things.run(kInsert, "a", 1)), 1);
  EXPECT_EQ(world.ids(), (Ids{"a", "b"}));
  EXPECT_EQ((*world.outcome(world.things.find(kFind, "b")))->number, 2);
  EXPECT_EQ(*world.outcome(world.things.find(kFind, "x")) == std::nullopt, true);
  EXPECT_EQ(*world.outcome(world.things.run(kDelete, 0)), 2);
  EXPECT_TRUE(world.outcome(world.things.ping()).has_value());
}

TEST(Database, DoesAllOfABatchInOneRoundTripOrNothing) {
  Things world;
  const auto answers = world.outcome(world.things.batch(
      sql::bind(kInsert, "a", 1), sql::bind(kAll), sql::bind(kInsert, "b", 2), sql::bind(kAll)));
  EXPECT_EQ(std::get<1>(*answers).rows.size(), 1u);
  EXPECT_EQ(std::get<3>(*answers).rows.size(), 2u);
  EXPECT_EQ(world.operations, Ids{"d1.batch"});

  const auto refused =
      world.outcome(world.things.batch(sql::bind(kInsert, "c", 3), sql::bind(kInsert, "a", 1)));
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_EQ(refused.error().message, "This contradicts what is stored.");
  EXPECT_EQ(world.ids(), (Ids{"a", "b"}));

  std::vector<sql::BoundStatement> many;
  for (const std::string_view id : {"x", "y", "z"}) many.push_back(sql::bind(kInsert, id, 1));
  EXPECT_TRUE(world.outcome(world.things.run_all(std::move(many))).has_value());
  EXPECT_EQ(world.ids().size(), 5u);
  world.operations.clear();
  EXPECT_TRUE(world.outcome(world.things.run_all({})).has_value());
  EXPECT_TRUE(world.operations.empty());
}

TEST(Database, GivesTheRowsOfTheLastOfMany) {
  Things world;
  std::vector<sql::BoundStatement> many;
  for (const std::string_view id : {"x", "y"}) many.push_back(sql::bind(kInsert, id, 1));
  const auto rows = world.outcome(world.things.run_all(std::move(many), sql::bind(kAll)));
  ASSERT_TRUE(rows.has_value());
  ASSERT_EQ(rows->size(), 2u);
  EXPECT_EQ(rows->back().id, "y");
  EXPECT_EQ(world.outcome(world.things.run_all({}, sql::bind(kFind, "x")))->size(), 1u);
}

TEST(Database, RefusesAStatementWhoseRowsNobodyTakesBeforeItIsRun) {
  Things world;
  constexpr sql::Statement<Row> kReturning{
      "returning", "INSERT INTO thing VALUES ('x', 1) RETURNING id, number"};
  std::vector<sql::BoundStatement> many;
  many.push_back(sql::bind(kReturning));
  EXPECT_EQ(world.outcome(world.things.run_all(many)).error().code, ErrorCode::internal);
  EXPECT_FALSE(world.outcome(world.things.run_all(many, sql::bind(kAll))).has_value());
  EXPECT_EQ(world.ids(), Ids{});
}

TEST(Database, TellsRulesOfTheSchemaFromFailures) {
  Things world;
  EXPECT_EQ(world.outcome(world.things.run(kInsert, "a", -1)).error().code, ErrorCode::conflict);
  world.fail_next("d1.batch", "D1_ERROR: network connection lost");
  const auto failed = world.outcome(world.things.run(kInsert, "a", 1));
  EXPECT_EQ(failed.error().code, ErrorCode::unavailable);
  EXPECT_EQ(failed.error().message.find("D1"), std::string::npos);
  EXPECT_EQ(failed.error().cause, "D1_ERROR: network connection lost");
  EXPECT_EQ(world.ids(), Ids{});
}

TEST(Database, SendsNothingThatCannotBeBoundExactly) {
  Things world;
  const auto refused = world.outcome(world.things.run(kInsert, "a", (std::int64_t{1} << 53) + 1));
  EXPECT_EQ(refused.error().code, ErrorCode::internal);
  EXPECT_TRUE(world.operations.empty());
}

}  // namespace
}  // namespace crow
