// Must not compile: more_columns_than_fields
#include "shared/sql/must-not-compile/row.h"

// Nobody would read the name.
constexpr Statement<UserRow> kStatement{"test", R"sql(
  SELECT id, created_at, name FROM user
)sql"};
