// Must not compile: no matching function for call to 'bind'
#include "shared/sql/must-not-compile/row.h"

constexpr Statement<UserRow, crow::Timestamp> kStatement{
    "test", "SELECT id, created_at FROM user WHERE created_at < ?1"};

// A text is not a time.
auto make() { return crow::sql::bind(kStatement, "2026-11-21"); }
