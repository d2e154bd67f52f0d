// Must not compile: parameter_without_a_placeholder
#include "shared/sql/must-not-compile/row.h"
#include "shared/sql/text.h"

// The parts are read as one text: here a second placeholder, ?21, came about.
constexpr crow::sql::Piece kPart{"SELECT id, created_at FROM user WHERE id = ?2"};
constexpr Statement<UserRow, Id, Id> kStatement{"test", crow::sql::text<kPart, "1 AND id = ?1">};
