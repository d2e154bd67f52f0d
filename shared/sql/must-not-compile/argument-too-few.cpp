// Must not compile: no matching function for call to 'bind'
#include "shared/sql/must-not-compile/row.h"

constexpr Statement<UserRow, Id, Id> kStatement{
    "test", "SELECT id, created_at FROM user WHERE id IN (?1, ?2)"};

// Each placeholder has its argument.
auto make() { return crow::sql::bind(kStatement, "u1"); }
