// The host's answer to a batch, read straight into rows.
//
// The answer is one JSON text, a pair per statement in the order of the batch:
//
//   [[[["u1","Ada",1790000000000],["u2","Bob",null]],0],[[],1]]
//
// rows as arrays of column values in the order of SELECT, then the number of changed rows. (It
// counts what triggers change too: to know what was written, use RETURNING.)
//
// What a column value may become, besides NULL, which only an optional takes:
//   INTEGER 0 or 1 → bool      INTEGER → whole number, Timestamp (milliseconds), double
//   REAL → double              TEXT → text, enumeration (by name), RawJson (as it stands)
// Bounds of the row's types hold here too. Since our own writing put the values there, one that
// does not fit is a defect and not the client's fault.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/core/describe.h"
#include "shared/core/error.h"
#include "shared/sql/bound.h"

namespace crow::sql {

// The rows of one statement, and how many rows of tables it changed.
template <typename Row>
struct Answer {
  std::vector<Row> rows;
  std::int64_t changes = 0;
};

// Where the answer to one statement goes.
struct RowSink {
  std::string_view statement;  // Its name, for the cause of an error.
  const Type* list = nullptr;  // kTypeOf<std::vector<Row>>; null when no rows may come.
  void* rows = nullptr;        // The std::vector<Row>, which receives them.
  std::int64_t* changes = nullptr;
};

template <typename Row>
RowSink sink(const Bound<Row>& bound, Answer<Row>& answer) {
  RowSink made{.statement = bound.name, .changes = &answer.changes};
  if constexpr (!std::is_same_v<Row, None>) {
    made.list = &kTypeOf<std::vector<Row>>;
    made.rows = &answer.rows;
  }
  return made;
}

// Fills the sinks, one per statement of the batch. On failure they are partly filled.
//
// Errors: internal, whose cause names the statement, the column, what it must be and the SQL type
// that came, never the value, which may be a secret.
Result<> read_answer(std::string json, std::span<const RowSink> sinks);

}  // namespace crow::sql
