#include "shared/sql/statement.h"

#include <gtest/gtest.h>

#include "shared/sql/testing.h"

namespace crow::sql {
namespace {

struct UserRow {
  std::string id;
  Timestamp created_at;
  static constexpr auto fields =
      describe(field<&UserRow::id>("id", "Its id."),
               field<&UserRow::created_at>("createdAt", "When it was made."));
};

struct NumberRow {
  std::int64_t n = 0;
  static constexpr auto fields = describe(field<&NumberRow::n>("n", "A number."));
};

// The compiler took the statement; here SQLite takes it and gives the columns the compiler saw.
template <typename Row, typename... Parameters>
void expect_runs(const Statement<Row, Parameters...>& statement,
                 std::string_view parameters = "[]") {
  Sqlite sqlite;
  run_script(sqlite, {"CREATE TABLE user (id TEXT PRIMARY KEY, created_at INTEGER, \"from\" TEXT)",
                      "INSERT INTO user VALUES ('u1', 5, 'x'), ('u2', 6, NULL)"});
  const Bound<Row> bound{{statement.name, statement.text, std::string(parameters), nullptr}};
  const auto outcome = execute(sqlite, bound);
  EXPECT_TRUE(outcome.has_value()) << outcome.error().cause;
}

TEST(Statement, TakesPlainQualifiedAndQuotedColumns) {
  constexpr Statement<UserRow> kPlain{"plain", "SELECT id, created_at FROM user"};
  constexpr Statement<UserRow> kAlias{"alias", "SELECT u.id, u.created_at FROM user AS u"};
  constexpr Statement<UserRow> kSchema{"schema", "SELECT main.user.id, user.created_at FROM user"};
  constexpr Statement<UserRow> kQuoted{"quoted", R"(SELECT "id", u."created_at" FROM user AS u)"};
  constexpr Statement<UserRow> kTicks{"ticks", "SELECT `id`, [created_at] FROM `user`"};
  constexpr Statement<UserRow> kLower{"lower", "select ID, Created_At from user;  \n"};
  expect_runs(kPlain);
  expect_runs(kAlias);
  expect_runs(kSchema);
  expect_runs(kQuoted);
  expect_runs(kTicks);
  expect_runs(kLower);
}

TEST(Statement, TakesExpressionsThatHaveAName) {
  constexpr Statement<UserRow> kCase{"case", R"sql(
    SELECT coalesce(u.id, 'none, FROM') AS id,
           CASE WHEN max(u.created_at, 1) > 3 THEN CAST(created_at AS INTEGER) ELSE 0 END
             AS "createdAt"
      FROM user AS u
     WHERE u."from" IS NOT NULL)sql"};
  constexpr Statement<NumberRow> kDistinctFrom{"distinct-from",
                                               "SELECT id IS DISTINCT FROM 'u2' AS n FROM user"};
  constexpr Statement<NumberRow> kCount{"count", "SELECT count(*) AS n FROM user"};
  constexpr Statement<NumberRow> kProduct{"product", "SELECT 2 * 3 AS n"};
  constexpr Statement<NumberRow> kBlob{"blob", "SELECT length(x'00ff') AS n"};
  constexpr Statement<NumberRow, std::string_view> kExists{
      "exists", "SELECT EXISTS (SELECT * FROM user WHERE id = ?1) AS n"};
  constexpr Statement<NumberRow> kWindow{
      "window", "SELECT sum(created_at) FILTER (WHERE id > '') OVER (ORDER BY id) AS n FROM user"};
  expect_runs(kCase);
  expect_runs(kDistinctFrom);
  expect_runs(kCount);
  expect_runs(kProduct);
  expect_runs(kBlob);
  expect_runs(kExists, R"(["u1"])");
  expect_runs(kWindow);
}

TEST(Statement, FindsTheListOfDistinctOfUnionsAndBehindWith) {
  constexpr Statement<UserRow> kDistinct{"distinct", "SELECT DISTINCT id, created_at FROM user"};
  constexpr Statement<UserRow> kAll{"all", "SELECT ALL id, created_at FROM user LIMIT 1"};
  constexpr Statement<UserRow> kUnion{
      "union", "SELECT id, created_at FROM user UNION ALL SELECT max(id), 3 FROM user"};
  constexpr Statement<UserRow> kWith{"with", R"sql(
    WITH young (a, b) AS (SELECT id, created_at FROM user WHERE created_at > 5),
         old AS NOT MATERIALIZED (SELECT * FROM user)
    SELECT a AS id, b AS created_at FROM young)sql"};
  constexpr Statement<NumberRow> kRecursive{"recursive", R"sql(
    WITH RECURSIVE up (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n < 5)
    SELECT n FROM up ORDER BY n)sql"};
  constexpr Statement<NumberRow, std::string_view> kJson{"json", R"sql(
    WITH given AS (SELECT value ->> 'id' AS id FROM json_each(?1))
    SELECT count(*) AS n FROM user WHERE id IN (SELECT id FROM given))sql"};
  expect_runs(kDistinct);
  expect_runs(kAll);
  expect_runs(kUnion);
  expect_runs(kWith);
  expect_runs(kRecursive);
  expect_runs(kJson, R"(["[{\"id\":\"u1\"}]"])");
}

TEST(Statement, TakesTheListOfReturning) {
  constexpr Statement<None, std::string_view> kInsert{
      "insert", "INSERT INTO user (id, created_at) SELECT ?1, created_at FROM user LIMIT 1"};
  constexpr Statement<UserRow, std::string_view, Timestamp> kUpsert{"upsert", R"sql(
    INSERT INTO user (id, created_at) VALUES (?1, ?2)
        ON CONFLICT (id) DO UPDATE SET created_at = excluded.created_at
    RETURNING id, created_at)sql"};
  constexpr Statement<NumberRow, Timestamp> kUpdate{
      "update", "UPDATE user SET created_at = ?1 RETURNING created_at + 1 AS n"};
  constexpr Statement<None> kDelete{"delete", "DELETE FROM user WHERE id NOT IN (SELECT 'u1')"};
  constexpr Statement<UserRow> kReplace{
      "replace", "REPLACE INTO user VALUES ('u1', 7, 'a;b') RETURNING id, created_at;"};
  constexpr Statement<UserRow> kWithInsert{"with-insert", R"sql(
    WITH one AS (SELECT 'u9' AS id) INSERT INTO user SELECT id, 1, NULL FROM one
    RETURNING id, created_at)sql"};
  expect_runs(kInsert, R"(["u3"])");
  expect_runs(kUpsert, R"(["u1", 9])");
  expect_runs(kUpdate, "[4]");
  expect_runs(kDelete);
  expect_runs(kReplace);
  expect_runs(kWithInsert);
}

TEST(Statement, PassesOverStringsAndComments) {
  constexpr Statement<UserRow, std::string_view> kStatement{"comments", R"sql(
    -- SELECT ?2, ?3 FROM (
    SELECT /* the ' id */ id, created_at -- , "name
      FROM user
     WHERE id = ?1 AND id <> ')?9;''' AND "from" = "from" /* ; SELECT */)sql"};
  expect_runs(kStatement, R"(["u1"])");
}

TEST(Statement, MayUseAPlaceholderTwiceAndInAnyOrder) {
  constexpr Statement<NumberRow, std::int64_t, std::int64_t, std::int64_t> kStatement{
      "order", "SELECT ?3 + ?1 * ?2 + ?1 AS n"};
  expect_runs(kStatement, "[1,2,3]");
  constexpr Statement<NumberRow, int, int, int, int, int, int, int, int, int, int, int> kEleven{
      "eleven", "SELECT ?11 + ?10 + ?9 + ?8 + ?7 + ?6 + ?5 + ?4 + ?3 + ?2 + ?1 AS n"};
  expect_runs(kEleven, "[1,2,3,4,5,6,7,8,9,10,11]");
}

TEST(Statement, ComparesNamesWithoutUnderscoresAndCase) {
  static_assert(detail::same_name("created_at", "createdAt"));
  static_assert(detail::same_name("CREATED_AT", "createdAt"));
  static_assert(detail::same_name("createdAt", "created_at"));
  static_assert(detail::same_name("_id_", "id"));
  static_assert(!detail::same_name("created_at", "createdBy"));
  static_assert(!detail::same_name("created", "createdAt"));
  static_assert(!detail::same_name("created_at", "created"));
  static_assert(!detail::same_name("", "id"));
}

}  // namespace
}  // namespace crow::sql
