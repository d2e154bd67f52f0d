// Must not compile: star_instead_of_columns
#include "shared/sql/must-not-compile/row.h"

// The same behind a table's name.
constexpr Statement<UserRow> kStatement{"test", R"sql(
  SELECT id, u.* FROM user AS u
)sql"};
