// Must not compile: not_one_select_insert_replace_update_or_delete
#include "shared/sql/must-not-compile/row.h"

// Its columns have no names.
constexpr Statement<UserRow> kStatement{"test", R"sql(
  VALUES ('u1', 1)
)sql"};
