// Must not compile: parentheses_do_not_balance
#include "shared/sql/must-not-compile/row.h"

// One is never closed.
constexpr Statement<UserRow> kStatement{"test", R"sql(
  SELECT id, max(created_at AS created_at FROM user
)sql"};
