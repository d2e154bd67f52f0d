#include "shared/host/fake/sqlite.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>

#include "shared/core/text.h"

namespace crow {
namespace {

class SqliteTest : public testing::Test {
 protected:
  void SetUp() override {
    EXPECT_EQ(run("CREATE TABLE user (id TEXT PRIMARY KEY, email TEXT UNIQUE, age INTEGER NOT NULL "
                  "DEFAULT 0 CHECK (age < 200), org TEXT)"),
              "[[[],0]]");
    run("CREATE TABLE session (id TEXT PRIMARY KEY, "
        "user_id TEXT REFERENCES user (id) ON DELETE CASCADE)");
    run("CREATE INDEX session_by_user ON session (user_id)");
    run("INSERT INTO user VALUES ('u1', 'a@x', 30, 'o1'), ('u2', 'b@x', 40, 'o1')");
  }

  // The answer, or the cause of the refusal.
  std::string run(std::string_view text, std::string_view parameters = "[]") {
    return run_all(std::array{Sqlite::Call{text, parameters, {}}});
  }
  std::string run_all(std::span<const Sqlite::Call> calls) {
    auto outcome = sqlite_.batch(calls);
    if (outcome) return *outcome;
    EXPECT_EQ(outcome.error().code, ErrorCode::unavailable);
    return outcome.error().cause;
  }

  Sqlite sqlite_;
};

TEST_F(SqliteTest, AnswersRowsAndChangesPerStatement) {
  EXPECT_EQ(run("SELECT id, age, NULL, 1.5, x'01ff' FROM user WHERE id = ?1", R"(["u1"])"),
            R"([[[["u1",30,null,1.5,[1,255]]],0]])");
  EXPECT_EQ(run_all(std::array{
                Sqlite::Call{"UPDATE user SET age = age + ?1", "[1]"},
                Sqlite::Call{"SELECT age FROM user ORDER BY id", "[]"},
                Sqlite::Call{"DELETE FROM user WHERE id = 'u2' RETURNING id", "[]"},
            }),
            R"([[[],2],[[[31],[41]],0],[[["u2"]],1]])");
  EXPECT_EQ(run_all({}), "[]");
}

TEST_F(SqliteTest, BindsNumbersAsRealAndKeepsTextAsItIs) {
  EXPECT_EQ(run("SELECT typeof(?1), ?1 / 2, typeof(?2), ?3, typeof(?4)",
                R"([7, true, "é\"\u0000x", null])"),
            R"([[[["real",3.5,"real","é\"\u0000x","null"]],0]])");
  EXPECT_EQ(run("UPDATE user SET age = ?1 WHERE id = 'u1' RETURNING typeof(age)", "[33]"),
            R"([[[["integer"]],1]])");
  EXPECT_EQ(run("SELECT 9007199254740993, 1e400"), "[[[[9007199254740992.0,null]],0]]");
}

TEST_F(SqliteTest, SpeaksOfConstraintsAsD1Does) {
  const std::string end = ": SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_";
  EXPECT_EQ(run("INSERT INTO user (id, email) VALUES ('u3', 'a@x')"),
            "D1_ERROR: UNIQUE constraint failed: user.email" + end + "UNIQUE)");
  EXPECT_EQ(run("INSERT INTO user (id) VALUES ('u1')"),
            "D1_ERROR: UNIQUE constraint failed: user.id" + end + "PRIMARYKEY)");
  EXPECT_EQ(run("UPDATE user SET age = 200"),
            "D1_ERROR: CHECK constraint failed: age < 200" + end + "CHECK)");
  EXPECT_EQ(run("UPDATE user SET age = NULL"),
            "D1_ERROR: NOT NULL constraint failed: user.age" + end + "NOTNULL)");
  EXPECT_EQ(run("INSERT INTO session VALUES ('s1', 'nobody')"),
            "D1_ERROR: FOREIGN KEY constraint failed" + end + "FOREIGNKEY)");
}

TEST_F(SqliteTest, DoesAllOfABatchOrNothing) {
  EXPECT_TRUE(run_all(std::array{
                          Sqlite::Call{"INSERT INTO user (id) VALUES ('u3')", "[]"},
                          Sqlite::Call{"INSERT INTO user (id) VALUES ('u1')", "[]"},
                      })
                  .starts_with("D1_ERROR"));
  EXPECT_TRUE(run_all(std::array{
                          Sqlite::Call{"PRAGMA defer_foreign_keys = on", "[]"},
                          Sqlite::Call{"INSERT INTO session VALUES ('s1', 'nobody')", "[]"},
                      })
                  .starts_with("D1_ERROR: FOREIGN KEY constraint failed"));
  EXPECT_EQ(run("SELECT count(*) FROM user WHERE id = 'u3'"), "[[[[0]],0]]");
  EXPECT_EQ(run("SELECT count(*) FROM session WHERE id = 's1'"), "[[[[0]],0]]");
  EXPECT_EQ(run("INSERT INTO user (id) VALUES ('u3')"), "[[[],1]]");
}

TEST_F(SqliteTest, CountsWhatTriggersAndCascadesChange) {
  run("INSERT INTO session VALUES ('s1', 'u1'), ('s2', 'u1')");
  EXPECT_EQ(run("DELETE FROM user WHERE id = 'u1'"), "[[[],3]]");
}

TEST_F(SqliteTest, TakesOneStatementWithAllItsParameters) {
  const std::string none = "D1_ERROR: SQL code did not contain a statement.";
  EXPECT_EQ(run(""), none);
  EXPECT_EQ(run("-- nothing"), none);
  EXPECT_EQ(run("SELECT 1; SELECT 2"), none);
  EXPECT_EQ(run("SELECT 1; -- one"), none);
  EXPECT_EQ(run("SELECT 1;\n"), "[[[[1]],0]]");
  const std::string wrong = "D1_ERROR: Wrong number of parameter bindings for SQL query.";
  for (std::string_view parameters : {"[]", "[1,2]", "[[1]]", "{}", "1", "", "[1"})
    EXPECT_EQ(run("SELECT ?1", parameters), wrong) << parameters;
}

TEST_F(SqliteTest, RefusesWhatD1Refuses) {
  for (std::string_view text :
       {"BEGIN", "COMMIT", "SAVEPOINT a", "ATTACH ':memory:' AS other", "CREATE TEMP TABLE x (a)",
        "CREATE TABLE _cf_x (a)", "PRAGMA journal_mode", "PRAGMA user_version = 3",
        "SELECT * FROM pragma_function_list"})
    EXPECT_EQ(run(text), "D1_ERROR: not authorized: SQLITE_AUTH") << text;
  EXPECT_EQ(run("SELECT sqlite_version()"),
            "D1_ERROR: not authorized to use function: sqlite_version at offset 7: SQLITE_ERROR");
  EXPECT_EQ(run("SELECT unistr('a')"),
            "D1_ERROR: not authorized to use function: unistr at offset 7: SQLITE_ERROR");
  EXPECT_EQ(run("SELEC 1"), R"(D1_ERROR: near "SELEC": syntax error at offset 0: SQLITE_ERROR)");
  EXPECT_TRUE(run("VACUUM").starts_with("D1_ERROR: cannot VACUUM"));
  EXPECT_TRUE(run(R"(SELECT "misspelt" FROM user)").starts_with("D1_ERROR: no such column"));
}

TEST_F(SqliteTest, AllowsWhatD1Allows) {
  for (std::string_view text :
       {"PRAGMA table_info(user)", "PRAGMA optimize", "PRAGMA foreign_key_check",
        "SELECT name FROM pragma_table_info('user')", "SELECT iif(1, 2), jsonb('1'), sqrt(4)",
        "CREATE VIRTUAL TABLE words USING fts5(body)", "INSERT INTO words VALUES ('a red shoe')",
        "CREATE TRIGGER t AFTER INSERT ON user BEGIN UPDATE user SET age = 1; END",
        "ALTER TABLE user RENAME COLUMN org TO organization"})
    EXPECT_TRUE(run(text).starts_with("[")) << run(text);
  EXPECT_TRUE(
      run("SELECT bm25(words) FROM words WHERE words MATCH ?1", R"(["red"])").starts_with("[[[[-"));
}

TEST_F(SqliteTest, HasD1sLimits) {
  const auto list = [](int count, std::string_view item) {
    std::string out(item);
    for (int i = 1; i < count; ++i) out += concat(',', item);
    return out;
  };
  std::string placeholders = "?1";
  for (int i = 2; i <= 101; ++i) placeholders += concat(",?", i);
  EXPECT_TRUE(run(concat("SELECT 1 IN (", placeholders, ")"), concat('[', list(101, "1"), ']'))
                  .starts_with("D1_ERROR: variable number must be between ?1 and ?100"));
  placeholders.resize(placeholders.rfind(','));
  EXPECT_EQ(run(concat("SELECT 1 IN (", placeholders, ")"), concat('[', list(100, "1"), ']')),
            "[[[[1]],0]]");
  EXPECT_EQ(run(concat("SELECT ", list(101, "1"))),
            "D1_ERROR: too many columns in result set: SQLITE_ERROR");
  EXPECT_EQ(run(concat("SELECT length('", std::string(100'000, 'x'), "')")),
            "D1_ERROR: statement too long: SQLITE_TOOBIG");
  EXPECT_EQ(run("SELECT length(?1)", concat("[\"", std::string(2'000'001, 'x'), "\"]")),
            "D1_ERROR: string or blob too big: SQLITE_TOOBIG");
  EXPECT_EQ(run("SELECT length(?1)", concat("[\"", std::string(1'000'000, 'x'), "\"]")),
            "[[[[1000000]],0]]");
  EXPECT_EQ(run(concat("SELECT 'a' LIKE '", std::string(51, 'x'), "'")),
            "D1_ERROR: LIKE or GLOB pattern too complex: SQLITE_ERROR");
  EXPECT_EQ(run(concat("SELECT 'a' LIKE '", std::string(50, 'x'), "'")), "[[[[0]],0]]");
  std::string sum = "SELECT 1";
  for (int i = 0; i < 101; ++i) sum += "+1";
  EXPECT_EQ(run(sum), "D1_ERROR: Expression tree is too large (maximum depth 100): SQLITE_ERROR");
  EXPECT_TRUE(run(concat("SELECT max(", list(33, "1"), ")"))
                  .starts_with("D1_ERROR: too many arguments on function max"));
  EXPECT_EQ(run("SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 "
                "UNION SELECT 6"),
            "D1_ERROR: too many terms in compound SELECT: SQLITE_ERROR");
}

// ---------------------------------------------------------------------------------- the plan guard

using Scans = std::vector<std::string>;

TEST_F(SqliteTest, ReportsQueriesThatReadWholeTables) {
  const auto scan_of = [](std::string_view text) {
    Sqlite sqlite;
    for (std::string_view statement :
         {"CREATE TABLE user (id TEXT PRIMARY KEY, email TEXT UNIQUE, age INTEGER, org TEXT)",
          "CREATE INDEX user_by_org ON user (org)", "CREATE TABLE log (a)",
          "CREATE TABLE session (id TEXT PRIMARY KEY, user_id TEXT REFERENCES user (id) "
          "ON DELETE CASCADE)",
          "CREATE TRIGGER t AFTER UPDATE ON session BEGIN DELETE FROM log WHERE a = new.id; END"})
      EXPECT_TRUE(sqlite.batch(std::array{Sqlite::Call{statement, "[]"}}).has_value());
    const auto outcome = sqlite.batch(std::array{Sqlite::Call{text, "[]", "it"}});
    EXPECT_TRUE(outcome.has_value()) << outcome.error().cause;
    Scans scans = sqlite.scans();
    return scans.empty() ? "" : scans.front();
  };
  // Whole reads, under an alias, in a count, a subquery, an IN, an EXISTS, an order, a join's made
  // up index, a max without index, a foreign key, a trigger.
  EXPECT_EQ(scan_of("SELECT id FROM user AS u"),
            "it reads all of user (SCAN u USING COVERING INDEX sqlite_autoindex_user_1)");
  EXPECT_EQ(scan_of("SELECT age FROM user u WHERE age > 3"), "it reads all of user (SCAN u)");
  EXPECT_EQ(scan_of("SELECT count(*) FROM log"), "it reads all of log (SCAN log)");
  EXPECT_EQ(scan_of("SELECT id FROM user WHERE id IN (SELECT a FROM log)"),
            "it reads all of log (SCAN log)");
  EXPECT_EQ(scan_of("SELECT EXISTS (SELECT 1 FROM log AS l WHERE l.a = 1)"),
            "it reads all of log (SCAN l)");
  EXPECT_EQ(scan_of("SELECT age FROM user ORDER BY org"),
            "it reads all of user (SCAN user USING INDEX user_by_org)");
  EXPECT_EQ(scan_of("WITH x AS (SELECT age FROM user WHERE age > 1) SELECT * FROM x"),
            "it reads all of user (SCAN user)");
  EXPECT_EQ(scan_of("SELECT max(age) FROM user"), "it reads all of user (SEARCH user)");
  EXPECT_EQ(scan_of("SELECT id FROM user WHERE email LIKE 'a%'"),
            "it reads all of user (SCAN user)");
  EXPECT_EQ(scan_of("DELETE FROM user WHERE id = 'u1'"), "it reads all of session (SCAN session)");
  EXPECT_EQ(scan_of("UPDATE session SET user_id = NULL WHERE id = 's1'"),
            "it reads all of log (SCAN log)");
  EXPECT_EQ(scan_of("SELECT a.age FROM session AS s CROSS JOIN user AS a ON a.age = s.user_id "
                    "WHERE s.id > ''"),
            "it reads all of user (CREATE AUTOMATIC INDEX ON user(age))");
  // None of these.
  for (std::string_view text :
       {"SELECT age FROM user WHERE id = 'u1'", "SELECT age FROM user WHERE org = 'o' OR id = 'u'",
        "SELECT min(org) FROM user", "SELECT value FROM json_each('[1]')",
        "SELECT u.age FROM json_each('[1]') AS j JOIN user AS u ON u.id = j.value",
        "WITH RECURSIVE u (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM u LIMIT 9) SELECT n FROM u",
        "SELECT * FROM (SELECT age FROM user WHERE id = 'u1') AS t", "SELECT 1",
        "INSERT INTO user (id) VALUES ('u1') ON CONFLICT (id) DO NOTHING", "DELETE FROM log"})
    EXPECT_EQ(scan_of(text), "") << text;
}

TEST_F(SqliteTest, FindsScansOfTablesWithoutRowid) {
  run("CREATE TABLE member (id TEXT PRIMARY KEY, role TEXT) WITHOUT ROWID");
  run("CREATE INDEX with_a_name_that_is_longer_than_patterns_may_be ON member (id)");
  run("SELECT m.role FROM member AS m WHERE m.id = 'm1'");
  EXPECT_EQ(sqlite_.scans(), Scans());
  run("SELECT m.id FROM member AS m WHERE m.role = ''");
  EXPECT_EQ(sqlite_.scans(),
            Scans({"SELECT m.id FROM member AS m WHERE m.role = '' reads all of member (SCAN m)"}));
}

TEST_F(SqliteTest, ForgivesScansOfNamedTablesAndStatements) {
  run("CREATE TABLE tier (name TEXT)");
  const Sqlite::Call tiers{"SELECT name FROM tier", "[]", "tiers.list"};
  const Sqlite::Call users{"SELECT age FROM user", "[]", "users.ages"};
  const Sqlite::Call unnamed{"SELECT age\n    FROM user WHERE age > 1", "[]"};
  run_all(std::array{tiers, users, unnamed});
  run_all(std::array{tiers});
  EXPECT_EQ(sqlite_.scans(),
            Scans({"SELECT age FROM user WHERE age > 1 reads all of user (SCAN user)",
                   "tiers.list reads all of tier (SCAN tier)",
                   "users.ages reads all of user (SCAN user)"}));
  sqlite_.allow_scan("tier");
  sqlite_.allow_scan("users.ages");
  EXPECT_EQ(sqlite_.scans().size(), 1u);
  sqlite_.allow_scan(unnamed.sql);
  EXPECT_EQ(sqlite_.scans(), Scans());
}

// -------------------------------------------------------------------------------------- migrations

class Folder {
 public:
  Folder() { std::filesystem::create_directories(path_); }
  ~Folder() { std::filesystem::remove_all(path_); }
  void write(std::string_view name, std::string_view text) { std::ofstream(path_ / name) << text; }
  std::string path() const { return path_.string(); }

 private:
  const std::filesystem::path path_ =
      std::filesystem::temp_directory_path() /
      concat("crow-migrations-", static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(this)));
};

TEST_F(SqliteTest, AppliesMigrationsByNumber) {
  Folder folder;
  folder.write("10-last.sql", "INSERT INTO pet VALUES ('b;'); -- the last\n");
  folder.write("0002-second.sql", "INSERT INTO pet VALUES ('a');");
  folder.write(
      "0001-first.sql",
      "-- Pets.\nCREATE TABLE pet (name TEXT PRIMARY KEY);\nCREATE TABLE log (name);\n"
      "CREATE TRIGGER t AFTER INSERT ON pet\nBEGIN INSERT INTO log VALUES (new.name); END;");
  folder.write("notes.txt", "not SQL");
  const auto outcome = sqlite_.migrate(folder.path());
  ASSERT_TRUE(outcome.has_value()) << outcome.error().cause;
  EXPECT_EQ(run("SELECT name FROM log"), R"([[[["a"],["b;"]],0]])");
}

TEST_F(SqliteTest, NamesTheMigrationThatFailsAndAppliesNoneOfIt) {
  Folder folder;
  folder.write("0001-pets.sql", "CREATE TABLE pet (name TEXT); CREATE TABLE pet (name TEXT);");
  const auto outcome = sqlite_.migrate(folder.path());
  ASSERT_FALSE(outcome.has_value());
  const std::string& cause = outcome.error().cause;
  EXPECT_TRUE(cause.starts_with("0001-pets.sql: D1_ERROR: table pet already exists")) << cause;
  EXPECT_TRUE(run("SELECT name FROM pet").starts_with("D1_ERROR: no such table"));
  EXPECT_FALSE(sqlite_.migrate("no/such/folder").has_value());
}

}  // namespace
}  // namespace crow
