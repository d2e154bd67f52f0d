// Must not compile: parentheses_do_not_balance
#include "shared/sql/must-not-compile/row.h"

// One was never opened.
constexpr Statement<UserRow> kStatement{"test", R"sql(
  SELECT id, created_at) AS created_at FROM user
)sql"};
