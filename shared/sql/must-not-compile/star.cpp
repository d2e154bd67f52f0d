// Must not compile: star_instead_of_columns
#include "shared/sql/must-not-compile/row.h"

// A column added to the table would shift the rest.
constexpr Statement<UserRow> kStatement{"test", R"sql(
  SELECT * FROM user
)sql"};
