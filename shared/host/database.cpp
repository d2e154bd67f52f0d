#include "shared/host/database.h"

#include "shared/core/text.h"
#include "shared/json/write.h"

namespace crow {
namespace {

// The host is given the address of each statement's text, which is a constant of the program, so
// that the text itself crosses once.
std::string batch_payload(std::span<const sql::BoundStatement> statements) {
  json::Writer out;
  out.begin_array();
  for (const sql::BoundStatement& statement : statements) {
    out.begin_array();
    out.integer(static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(statement.text.data())));
    out.integer(static_cast<std::int64_t>(statement.text.size()));
    out.raw(statement.parameters).end_array();
  }
  out.end_array();
  return out.take();
}

// A rule of the schema that refused is the state's fault, everything else the database's.
Error explain(Error error) {
  if (error.cause.find("constraint failed") == std::string::npos) return error;
  error.code = ErrorCode::conflict;
  error.message = "This contradicts what is stored.";
  return error;
}

}  // namespace

Task<> Database::execute(std::span<const sql::BoundStatement> statements,
                         std::span<const sql::RowSink> sinks) const {
  for (const sql::BoundStatement& statement : statements) co_await sql::check(statement);
  auto answer = co_await host_.call("d1.batch", binding_, batch_payload(statements)).as_result();
  if (!answer) co_await std::unexpected(explain(std::move(answer.error())));
  co_await sql::read_answer(std::move(*answer), sinks);
}

Task<std::int64_t> Database::execute_one(sql::BoundStatement statement, const Type* list,
                                         void* rows) const {
  std::int64_t changes = 0;
  const sql::RowSink sink{statement.name, list, rows, &changes};
  co_await execute({&statement, 1}, {&sink, 1});
  co_return changes;
}

Task<> Database::run_all(std::vector<sql::BoundStatement> statements) const {
  return run_all_into(std::move(statements), nullptr, nullptr);
}

Task<> Database::run_all_into(std::vector<sql::BoundStatement> statements, const Type* list,
                              void* rows) const {
  if (statements.empty()) co_return;
  std::int64_t changes = 0;
  std::vector<sql::RowSink> sinks;
  for (const sql::BoundStatement& statement : statements) {
    // Refused before anything is written: nobody takes the rows.
    if (statement.row && !(list && &statement == &statements.back()))
      co_await fail(ErrorCode::internal, "The service could not write its data.",
                    concat(statement.name, " returns rows that nobody reads"));
    sinks.push_back({.statement = statement.name, .changes = &changes});
  }
  sinks.back().list = list;
  sinks.back().rows = rows;
  co_await execute(statements, sinks);
}

Task<std::string> Database::bytes(sql::BoundStatement statement) const {
  co_await sql::check(statement);
  co_return co_await host_.call("sqlite.bytes", binding_, batch_payload({&statement, 1}));
}

Task<> Database::ping() const { co_await host_.call("d1.ping", binding_, {}); }

}  // namespace crow
