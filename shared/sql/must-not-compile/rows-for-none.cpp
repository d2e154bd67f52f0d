// Must not compile: rows_come_but_the_row_is_None
#include "shared/sql/must-not-compile/row.h"

// A SELECT whose rows nobody takes.
constexpr Statement<None> kStatement{"test", R"sql(
  SELECT id, created_at FROM user
)sql"};
