// What D1 allows of SQLite.
#pragma once

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "shared/core/text.h"

namespace crow::d1 {

// https://developers.cloudflare.com/d1/platform/limits/; UNION as workerd sets it.
inline constexpr std::array kLimits = {
    std::pair{SQLITE_LIMIT_VARIABLE_NUMBER, 100}, std::pair{SQLITE_LIMIT_COLUMN, 100},
    std::pair{SQLITE_LIMIT_SQL_LENGTH, 100'000},  std::pair{SQLITE_LIMIT_LENGTH, 2'000'000},
    std::pair{SQLITE_LIMIT_EXPR_DEPTH, 100},      std::pair{SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50},
    std::pair{SQLITE_LIMIT_FUNCTION_ARG, 32},     std::pair{SQLITE_LIMIT_COMPOUND_SELECT, 5},
    std::pair{SQLITE_LIMIT_ATTACHED, 0},
};

// Functions of SQLite that workerd's D1 refuses: each one was tried there.
inline constexpr std::array<std::string_view, 23> kRefusedFunctions = {"ceiling",
                                                                       "fts5",
                                                                       "fts5_get_locale",
                                                                       "fts5_insttoken",
                                                                       "fts5_locale",
                                                                       "fts5_source_id",
                                                                       "if",
                                                                       "json_array_insert",
                                                                       "json_error_position",
                                                                       "json_pretty",
                                                                       "jsonb_array_insert",
                                                                       "load_extension",
                                                                       "log10",
                                                                       "power",
                                                                       "sqlite_compileoption_get",
                                                                       "sqlite_compileoption_used",
                                                                       "sqlite_log",
                                                                       "sqlite_offset",
                                                                       "sqlite_source_id",
                                                                       "sqlite_version",
                                                                       "subtype",
                                                                       "unistr",
                                                                       "unistr_quote"};

// https://developers.cloudflare.com/d1/sql-api/sql-statements/#pragma-statements; the full-text
// index itself asks for data_version.
inline constexpr std::array<std::string_view, 18> kPragmas = {
    "case_sensitive_like", "data_version",       "defer_foreign_keys",        "foreign_key_check",
    "foreign_key_list",    "foreign_keys",       "ignore_check_constraints",  "index_info",
    "index_list",          "index_xinfo",        "legacy_alter_table",        "optimize",
    "quick_check",         "recursive_triggers", "reverse_unordered_selects", "table_info",
    "table_list",          "table_xinfo"};

template <std::size_t size>
bool is_among(const std::array<std::string_view, size>& names, std::string_view name) {
  return std::ranges::any_of(names,
                             [&](std::string_view one) { return equals_ignoring_case(one, name); });
}

inline bool is_reserved(const char* name) {
  return name && equals_ignoring_case(std::string_view(name).substr(0, 4), "_cf_");
}

inline std::string_view name_of_code(int code) {
  switch (code) {
    case SQLITE_AUTH:
      return "SQLITE_AUTH";
    case SQLITE_CONSTRAINT:
      return "SQLITE_CONSTRAINT";
    case SQLITE_CONSTRAINT_CHECK:
      return "SQLITE_CONSTRAINT_CHECK";
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return "SQLITE_CONSTRAINT_FOREIGNKEY";
    case SQLITE_CONSTRAINT_NOTNULL:
      return "SQLITE_CONSTRAINT_NOTNULL";
    case SQLITE_CONSTRAINT_PRIMARYKEY:
      return "SQLITE_CONSTRAINT_PRIMARYKEY";
    case SQLITE_CONSTRAINT_TRIGGER:
      return "SQLITE_CONSTRAINT_TRIGGER";
    case SQLITE_CONSTRAINT_UNIQUE:
      return "SQLITE_CONSTRAINT_UNIQUE";
    case SQLITE_MISMATCH:
      return "SQLITE_MISMATCH";
    case SQLITE_TOOBIG:
      return "SQLITE_TOOBIG";
    default:
      return "SQLITE_ERROR";
  }
}

}  // namespace crow::d1
