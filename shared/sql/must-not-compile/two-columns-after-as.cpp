// Must not compile: expression_needs_AS_and_a_name
#include "shared/sql/must-not-compile/row.h"

// A comma is missing behind the name.
constexpr Statement<UserRow> kStatement{"test", R"sql(
  SELECT id AS id created_at FROM user
)sql"};
