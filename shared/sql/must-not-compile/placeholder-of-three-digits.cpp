// Must not compile: placeholder_is_not_a_number_from_1_to_99
#include "shared/sql/must-not-compile/row.h"

// The database takes 100 parameters; the check stops at 99.
constexpr Statement<UserRow, Id> kStatement{"test", R"sql(
  SELECT id, created_at FROM user WHERE id IN (?1, ?100)
)sql"};
