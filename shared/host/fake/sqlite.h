// D1 for native programs: real SQLite, in memory, under D1's rules.
//
//   Sqlite sqlite;
//   ASSERT_TRUE(sqlite.migrate("workers/auth/migrations"));
//   auto answer = sqlite.batch(calls);                      // what sql::read_answer reads
//   EXPECT_EQ(sqlite.scans(), std::vector<std::string>());  // no query reads a whole table
//
// As D1 does, it binds every number as REAL, keeps foreign keys, takes one statement per call, runs
// a batch as one transaction, counts what triggers change, rounds whole numbers beyond 2^53,
// refuses BEGIN, SAVEPOINT, ATTACH, temporary tables, most PRAGMAs and some functions, and has D1's
// limits: 100 parameters, 100 columns, 100 KB of SQL, 2 MB in a value, expressions 100 deep, 50
// bytes of LIKE pattern, 32 arguments, 5 SELECTs in a UNION.
//
// It is stricter where that only finds mistakes: "x" in double quotes is a column and never a
// string, and nothing may follow a semicolon.
//
// sqlite3.c is compiled with SQLITE_ENABLE_FTS5, SQLITE_ENABLE_MATH_FUNCTIONS and
// SQLITE_ENABLE_STMT_SCANSTATUS; the plan guard needs the last.
#pragma once

#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/core/error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace crow {

class Sqlite {
 public:
  // One statement of a batch: BoundStatement's text, parameters and name.
  struct Call {
    std::string_view sql;
    std::string_view parameters_json;
    std::string_view name = {};  // For the plan guard; without it the text stands for it.
  };

  Sqlite();
  ~Sqlite();
  Sqlite(Sqlite&&) = delete;

  // Applies the *.sql files of `folder` in wrangler's order, by leading number and then by name;
  // each file is one transaction.
  //
  // Errors: unavailable, whose cause names the file.
  Result<> migrate(std::string_view folder);

  // Runs the calls in order, all or nothing, and answers as shared/sql/rows.h describes.
  //
  // Errors: unavailable, whose cause is D1's text, as "D1_ERROR: UNIQUE constraint failed:
  // user.email: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_UNIQUE)".
  Result<std::string> batch(std::span<const Call> calls);

  // What the plans of all batches so far read from end to end: "users.list reads all of user (SCAN
  // u)". What triggers and foreign keys read counts too, as do indexes that SQLite makes for one
  // query, and max(x) without an index. Plans are the same for empty tables: a test needs no rows.
  // A CTE, a subquery, json_each and a virtual table do not count.
  std::vector<std::string> scans() const;

  // The plans of the statements that ran since the plans were forgotten, each once: the lines of
  // EXPLAIN QUERY PLAN.
  const std::vector<std::string>& plans() const { return plans_; }
  void forget_plans();

  // Allows whole reads of a table that does not grow, or by a statement that means to read all,
  // given by its name or its text: allow_scan("tier"), allow_scan(kCountUsers.text).
  void allow_scan(std::string_view table_or_statement);

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;
  struct Scan {
    std::string statement;
    std::string text;
    std::string table;
    std::string plan;
    auto operator<=>(const Scan&) const = default;
  };

  static int authorize(void* self, int action, const char* first, const char* second,
                       const char* database, const char* trigger);
  std::unexpected<Error> refused() const;
  Result<Prepared> prepare(const char* sql, int length, const char** rest) const;
  Result<std::string> run(const Call& call);
  Result<> run_script(const std::string& text);
  void own(const char* sql);
  void inspect(const Call& call, sqlite3_stmt* statement);
  void note(const Call& call, std::string_view name, std::string_view plan);
  std::string table_of(std::string_view table_or_index);

  std::unique_ptr<sqlite3, Close> database_;
  bool is_own_ = false;  // The statement being prepared is the class's own, beyond D1's rules.
  std::set<std::string, std::less<>> inspected_;
  std::set<Scan> scans_;
  std::vector<std::string> plans_;
  std::set<std::string, std::less<>> allowed_;
};

}  // namespace crow
