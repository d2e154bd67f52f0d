// Must not compile: parameter_without_a_placeholder
#include "shared/sql/must-not-compile/row.h"

// Three parameters, of which the second is never used.
constexpr Statement<UserRow, Id, Id, Id> kStatement{"test", R"sql(
  SELECT id, created_at FROM user WHERE id = ?1 OR id = ?3
)sql"};
