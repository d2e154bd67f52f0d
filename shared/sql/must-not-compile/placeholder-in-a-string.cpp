// Must not compile: parameter_without_a_placeholder
#include "shared/sql/must-not-compile/row.h"

// Inside quotes it is text.
constexpr Statement<UserRow, Id> kStatement{"test", R"sql(
  SELECT id, created_at FROM user WHERE id = '?1' -- ?1
)sql"};
