// Must not compile: expression_needs_AS_and_a_name
#include "shared/sql/must-not-compile/row.h"

// A forgotten comma looks the same.
constexpr Statement<UserRow> kStatement{"test", R"sql(
  SELECT id user_id, created_at FROM user
)sql"};
