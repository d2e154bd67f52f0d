// Must not compile: no_rows_come_but_the_row_is_not_None
#include "shared/sql/must-not-compile/row.h"

// Without RETURNING an UPDATE has no rows, whatever it selects inside.
constexpr Statement<UserRow, Id> kStatement{"test", R"sql(
  UPDATE user SET id = (SELECT id FROM user AS u WHERE u.id = ?1)
)sql"};
