// Must not compile: placeholder_is_not_a_number_from_1_to_99
#include "shared/sql/must-not-compile/row.h"

// A bare ? has no number, and two of them would hide which is which.
constexpr Statement<UserRow, Id> kStatement{"test", R"sql(
  SELECT id, created_at FROM user WHERE id = ?
)sql"};
