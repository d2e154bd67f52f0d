// Must not compile: field_of_the_row_is_not_a_scalar
#include "shared/sql/must-not-compile/row.h"

// A column is a scalar; a list in one is JSON, so the field is a RawJson.
struct ListRow {
  std::vector<std::string> names;
  static constexpr auto fields =
      crow::describe(crow::field<&ListRow::names>("names", "All names."));
};

constexpr Statement<ListRow> kStatement{"test", "SELECT names FROM user"};
