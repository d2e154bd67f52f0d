// Must not compile: rows_come_but_the_row_is_None
#include "shared/sql/must-not-compile/row.h"

// RETURNING makes rows.
constexpr Statement<None, Id> kStatement{"test", R"sql(
  DELETE FROM user WHERE id = ?1 RETURNING id
)sql"};
