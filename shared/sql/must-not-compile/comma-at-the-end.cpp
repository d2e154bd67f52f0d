// Must not compile: column_is_empty
#include "shared/sql/must-not-compile/row.h"

// A column is missing.
constexpr Statement<UserRow> kStatement{"test", R"sql(
  SELECT id, created_at, FROM user
)sql"};
