// SQL statements that the compiler checks.
//
//   constexpr sql::Statement<UserRow, std::string_view, std::int64_t> kSelectUsers{
//       "users.list", R"sql(
//     SELECT id, name, created_at, count(k.id) AS key_count
//       FROM user AS u LEFT JOIN apikey AS k ON k.user_id = u.id
//      WHERE u.organization_id = ?1
//      GROUP BY u.id
//      LIMIT ?2
//   )sql"};
//
// stands right above its one use. It is refused at compile time unless
// - it is exactly one SELECT, INSERT, REPLACE, UPDATE or DELETE, which may begin with WITH;
// - its placeholders are exactly ?1 to ?N for N parameters, each used at least once;
// - its result columns are the fields of `UserRow`, in order and number. A column is `x`, `t.x`,
//   `"x"` or `expression AS x`; the field `createdAt` takes the column `created_at` (equal without
//   underscores and case). A statement that returns no rows has the row sql::None.
//
// The error names the fault: the function that "cannot be used in a constant expression" is called
// after what is wrong, and the notes below it say which column or placeholder was read.
//
// A text can only be a literal, so nothing a client sends becomes SQL.
#pragma once

#include <array>
#include <string_view>
#include <type_traits>

#include "shared/core/describe.h"
#include "shared/sql/statement-check.h"

namespace crow::sql {

// The row of a statement that returns none.
struct None {
  static constexpr std::array<Field, 0> fields = {};
};

template <typename Row, typename... Parameters>
struct Statement {
  std::string_view name;  // For logs and error causes: `users.list`.
  std::string_view text;

  consteval Statement(std::string_view its_name, std::string_view its_text)
      : name(its_name), text(its_text) {
    detail::check(text, sizeof...(Parameters), Row::fields, !std::is_same_v<Row, None>);
  }
};

}  // namespace crow::sql
