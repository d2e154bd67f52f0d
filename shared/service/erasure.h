// How a service erases an organization's rows: in one transaction, each table up to a bound that
// its statement names.
//
//   co_return co_await erase_rows(context.database, sql::bind(kKeys, id), sql::bind(kEvents, id));
#pragma once

#include "shared/contracts/erasure.h"
#include "shared/service/context.h"

namespace crow {

// Runs the statements in order. Done when none of them found a row.
//
// Errors: those of Database::batch.
template <typename... Statement>
Task<Erasure> erase_rows(const Database& database, Statement... statements) {
  const auto answers = co_await database.batch(std::move(statements)...);
  const std::int64_t changes =
      std::apply([](const auto&... answer) { return (answer.changes + ...); }, answers);
  co_return Erasure{.isDone = changes == 0, .erased = changes};
}

}  // namespace crow
