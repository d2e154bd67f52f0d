// Must not compile: text_after_the_semicolon
#include "shared/sql/must-not-compile/row.h"

// The database takes it for a second statement without content.
constexpr Statement<None> kStatement{"test", R"sql(
  DELETE FROM user; -- all of them
)sql"};
