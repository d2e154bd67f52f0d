// Must not compile: not_one_select_insert_replace_update_or_delete
#include "shared/sql/must-not-compile/row.h"

// Tables are made by migrations.
constexpr Statement<None> kStatement{"test", R"sql(
  CREATE TABLE user (id TEXT)
)sql"};
