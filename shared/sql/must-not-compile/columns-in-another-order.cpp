// Must not compile: column_and_field_names_differ
#include "shared/sql/must-not-compile/row.h"

// Rows are read by position, so this would put a time into the id.
constexpr Statement<UserRow> kStatement{"test", R"sql(
  SELECT created_at, id FROM user
)sql"};
