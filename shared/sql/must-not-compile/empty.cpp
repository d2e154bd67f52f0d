// Must not compile: not_one_select_insert_replace_update_or_delete
#include "shared/sql/must-not-compile/row.h"

// A comment alone does nothing.
constexpr Statement<None> kStatement{"test", R"sql(
  -- DELETE FROM user
)sql"};
