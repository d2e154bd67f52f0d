// Must not compile: fewer_columns_than_fields
#include "shared/sql/must-not-compile/row.h"

// Nothing for createdAt.
constexpr Statement<UserRow> kStatement{"test", R"sql(
  SELECT id FROM user
)sql"};
