// Must not compile: text_ends_inside_a_string_a_name_or_a_comment
#include "shared/sql/must-not-compile/row.h"

// The quote is never closed.
constexpr Statement<None> kStatement{"test", R"sql(
  DELETE FROM user WHERE name = 'O''Brien
)sql"};
