// A database, as operations use it.
//
//   auto user = co_await context.database.find(kSelectUser, id);          // optional<UserRow>
//   auto [page, totals] = co_await context.database.batch(                 // one round trip
//       sql::bind(kSelectPage, organization, limit), sql::bind(kCount, organization));
//   page.rows, totals.rows.front().total, …
//
// A round trip costs as much as fourteen bare requests and a batch of ten as much as one, so what a
// request needs is asked for together. A batch is a transaction: all of it happens, or nothing.
#pragma once

#include <array>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "shared/host/host.h"
#include "shared/sql/bound.h"
#include "shared/sql/rows.h"

namespace crow {

class Database {
 public:
  Database(Host host, std::string_view binding) : host_(host), binding_(binding) {}

  // Runs statements in order, in one transaction; an Answer for each.
  //
  // Errors: conflict, when a UNIQUE, CHECK, NOT NULL or FOREIGN KEY rule of the schema refuses;
  // unavailable, when the database does; internal, when rows do not fit (schema and code disagree).
  template <typename... Row>
  Task<std::tuple<sql::Answer<Row>...>> batch(sql::Bound<Row>... statements) const {
    std::tuple<sql::Answer<Row>...> answers;
    const auto sinks = std::apply(
        [&](auto&... answer) { return std::array{sql::sink(statements, answer)...}; }, answers);
    const std::array<sql::BoundStatement, sizeof...(Row)> bound{std::move(statements)...};
    co_await execute(bound, sinks);
    co_return std::move(answers);
  }

  // The same for a number of statements known only at run time, which return no rows.
  Task<> run_all(std::vector<sql::BoundStatement> statements) const;

  // The same with one more at their end, whose rows come back.
  template <typename Row>
  Task<std::vector<Row>> run_all(std::vector<sql::BoundStatement> statements,
                                 sql::Bound<Row> last) const {
    std::vector<Row> rows;
    statements.push_back(std::move(last));
    co_await run_all_into(std::move(statements), &kTypeOf<std::vector<Row>>, &rows);
    co_return std::move(rows);
  }

  // All rows of one statement.
  template <typename Row, typename... Parameters>
  Task<std::vector<Row>> all(const sql::Statement<Row, Parameters...>& statement,
                             const std::type_identity_t<Parameters>&... parameters) const {
    std::vector<Row> rows;
    co_await execute_one(sql::bind(statement, parameters...), &kTypeOf<std::vector<Row>>, &rows);
    co_return std::move(rows);
  }

  // The first row, or nothing.
  template <typename Row, typename... Parameters>
  Task<std::optional<Row>> find(const sql::Statement<Row, Parameters...>& statement,
                                const std::type_identity_t<Parameters>&... parameters) const {
    std::vector<Row> rows;
    co_await execute_one(sql::bind(statement, parameters...), &kTypeOf<std::vector<Row>>, &rows);
    co_return rows.empty() ? std::optional<Row>() : std::optional<Row>(std::move(rows.front()));
  }

  // Runs one statement that returns no rows; how many rows it changed.
  template <typename... Parameters>
  Task<std::int64_t> run(const sql::Statement<sql::None, Parameters...>& statement,
                         const std::type_identity_t<Parameters>&... parameters) const {
    return execute_one(sql::bind(statement, parameters...), nullptr, nullptr);
  }

  // The single column of one statement, bytes or a text, of all rows one behind the other: what is
  // long and needs no JSON around it. Only of a database that stands in a Durable Object.
  //
  // Errors: unavailable.
  Task<std::string> bytes(sql::BoundStatement statement) const;

  // Whether the database answers at all.
  //
  // Errors: unavailable.
  Task<> ping() const;

  // A batch with its types erased, for what is built on batches. Both must outlive the task.
  Task<> execute(std::span<const sql::BoundStatement> statements,
                 std::span<const sql::RowSink> sinks) const;

 private:
  // One statement; its rows go into the std::vector<Row> at `rows`, whose type is `list`.
  Task<std::int64_t> execute_one(sql::BoundStatement statement, const Type* list, void* rows) const;
  // Rows of the last go to `rows`, when there is a `list`.
  Task<> run_all_into(std::vector<sql::BoundStatement> statements, const Type* list,
                      void* rows) const;

  Host host_;
  std::string_view binding_;
};

}  // namespace crow
