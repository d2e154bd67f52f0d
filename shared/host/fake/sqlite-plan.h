// Reading the lines of EXPLAIN QUERY PLAN, https://www.sqlite.org/eqp.html.
#pragma once

#include <string>
#include <string_view>

#include "shared/core/text.h"

namespace crow::d1 {

inline bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\f\v") == text.npos;
}

inline constexpr std::string_view kAutomatic = "CREATE AUTOMATIC INDEX ON ";

// A plan's line that reads a whole table: "SCAN u …", "SEARCH user" without an index for max(x), or
// "CREATE AUTOMATIC INDEX ON user(age)", made for one query.
inline bool reads_all(std::string_view plan) {
  if (plan.find("VIRTUAL TABLE") != plan.npos) return false;
  return plan.starts_with("SCAN ") || plan.starts_with(kAutomatic) ||
         (plan.starts_with("SEARCH ") && plan.find(" USING ") == plan.npos);
}

// SQL without its line breaks, at most 100 characters of it.
inline std::string one_line(std::string_view sql) {
  std::string out;
  for (char c : sql) {
    const bool is_space = is_blank({&c, 1});
    if (!is_space || (!out.empty() && out.back() != ' ')) out += is_space ? ' ' : c;
  }
  return std::string(cut_code_points(out, 100));
}

// The name of a table, an index or an alias in such a line.
inline std::string_view name_in(std::string_view plan) {
  if (plan.starts_with(kAutomatic)) {
    plan.remove_prefix(kAutomatic.size());
    return split_off(plan, '(');
  }
  split_off(plan, ' ');
  return split_off(plan, ' ');
}

}  // namespace crow::d1
