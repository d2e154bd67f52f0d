// Must not compile: expression_needs_AS_and_a_name
#include "shared/sql/must-not-compile/row.h"

// Nobody could say which field this is.
constexpr Statement<UserRow> kStatement{"test", R"sql(
  SELECT id, max(created_at) FROM user
)sql"};
