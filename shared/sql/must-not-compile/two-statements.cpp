// Must not compile: text_after_the_semicolon
#include "shared/sql/must-not-compile/row.h"

// Two statements are two batches' members.
constexpr Statement<None> kStatement{"test", R"sql(
  DELETE FROM user; DELETE FROM session
)sql"};
