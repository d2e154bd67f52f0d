// Must not compile: call to consteval function
#include "shared/sql/must-not-compile/row.h"

// Only a literal can be a statement, so no input of a client becomes SQL.
auto make(const std::string& text) { return Statement<None>("test", text); }
