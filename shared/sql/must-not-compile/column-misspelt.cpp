// Must not compile: column_and_field_names_differ
#include "shared/sql/must-not-compile/row.h"

// No field is called made_at.
constexpr Statement<UserRow> kStatement{"test", R"sql(
  SELECT u.id, u.made_at FROM user AS u
)sql"};
