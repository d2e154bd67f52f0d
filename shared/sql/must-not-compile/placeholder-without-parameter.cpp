// Must not compile: placeholder_without_a_parameter
#include "shared/sql/must-not-compile/row.h"

// Two placeholders, one parameter.
constexpr Statement<UserRow, Id> kStatement{"test", R"sql(
  SELECT id, created_at FROM user WHERE id = ?1 OR id = ?2
)sql"};
