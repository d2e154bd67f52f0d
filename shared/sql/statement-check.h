// The check behind sql::Statement. It knows as much of SQLite's grammar as tells result columns and
// placeholders for sure; whether tables and columns exist is for the tests, which run every
// statement on SQLite.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "shared/core/describe.h"
#include "shared/sql/tokens.h"

namespace crow::sql::detail {

// created_at and createdAt are the same name.
constexpr bool same_name(std::string_view column, std::string_view field) {
  std::size_t j = 0;
  for (char c : column) {
    if (c == '_') continue;
    while (j < field.size() && field[j] == '_') ++j;
    if (j == field.size() || lower(c) != lower(field[j++])) return false;
  }
  while (j < field.size() && field[j] == '_') ++j;
  return j == field.size();
}

// Compares the columns of one list with the fields as they come.
class Columns {
 public:
  constexpr explicit Columns(std::span<const Field> fields) : fields_(fields) {}

  // The next token of the list, but for commas at its own depth.
  constexpr void take(const Token& token) {
    if (has_alias_) fault::expression_needs_AS_and_a_name();  // Something behind `AS name`.
    if (after_as_) {
      if (!token.is_name()) fault::expression_needs_AS_and_a_name();
      name_ = token.text;
      has_alias_ = true;
    } else if (token.is("AS") && length_ > 0) {
      after_as_ = true;
    } else {
      // A plain column is names with dots between them.
      const bool fits = length_ % 2 == 0 ? token.is_name() : token.is('.');
      is_plain_ = is_plain_ && fits;
      is_star_ = token.is('*');
      if (length_ % 2 == 0) name_ = token.text;
    }
    ++length_;
  }

  constexpr void end_column() {
    end_column_number(count_ + 1);
    ++count_;
    *this = Columns(fields_, count_);
  }

  constexpr void end_list() {
    end_column();
    if (count_ < fields_.size()) fault::fewer_columns_than_fields();
  }

 private:
  constexpr Columns(std::span<const Field> fields, std::size_t count)
      : fields_(fields), count_(count) {}

  // Its number stands in the compiler's notes, where the fault is.
  constexpr void end_column_number(std::size_t number) const {
    if (length_ == 0) fault::column_is_empty();
    if (!has_alias_) {
      if (is_star_) fault::star_instead_of_columns();
      if (!is_plain_ || length_ % 2 == 0) fault::expression_needs_AS_and_a_name();
    }
    if (number > fields_.size()) fault::more_columns_than_fields();
    if (!same_name(name_, fields_[number - 1].name)) fault::column_and_field_names_differ();
  }

  std::span<const Field> fields_;
  std::size_t count_ = 0;  // Columns ended.
  // Of the column being read:
  std::string_view name_ = {};
  std::size_t length_ = 0;  // Tokens.
  bool is_plain_ = true;
  bool is_star_ = false;
  bool after_as_ = false;
  bool has_alias_ = false;
};

// The first token after `WITH name (…) AS (…), …`, or the first of all.
constexpr Token skip_with(Tokens& tokens) {
  Token token = tokens.next();
  if (!token.is("WITH")) return token;
  do {
    token = tokens.next();
    if (token.is("RECURSIVE")) token = tokens.next();
    while (token.kind != TokenKind::end && !token.is("AS")) token = tokens.next();
    while (token.kind != TokenKind::end && !token.is(')')) token = tokens.next();
    token = tokens.next();
  } while (token.is(','));
  return token;
}

constexpr bool ends_select_list(const Token& token, const Token& previous) {
  if (token.kind != TokenKind::word || token.depth != 0) return false;
  if (token.is("FROM")) return !previous.is("DISTINCT");  // x IS DISTINCT FROM y
  for (std::string_view keyword :
       {"WHERE", "GROUP", "HAVING", "WINDOW", "ORDER", "LIMIT", "UNION", "INTERSECT", "EXCEPT"})
    if (token.is(keyword)) return true;
  return false;
}

constexpr bool is_scalar(const Type& type) {
  if (type.kind == Kind::optional) return is_scalar(*type.element);
  return type.kind != Kind::object && type.kind != Kind::array && type.kind != Kind::map;
}

// Ends the constant evaluation in one of `fault` when `text` breaks a rule of sql::Statement.
consteval void check(std::string_view text, std::size_t parameters, std::span<const Field> fields,
                     bool has_row) {
  for (const Field& field : fields)
    if (!is_scalar(*field.type)) fault::field_of_the_row_is_not_a_scalar();

  Tokens tokens(text);
  Token token = skip_with(tokens);
  const bool is_select = token.is("SELECT");
  if (!is_select && !token.is("INSERT") && !token.is("REPLACE") && !token.is("UPDATE") &&
      !token.is("DELETE"))
    fault::not_one_select_insert_replace_update_or_delete();

  // To the first token of the list, if there is one.
  token = tokens.next();
  if (is_select) {
    if (token.is("DISTINCT") || token.is("ALL")) token = tokens.next();
  } else {
    while (token.kind != TokenKind::end && !token.is("RETURNING")) token = tokens.next();
    if (token.kind != TokenKind::end) token = tokens.next();
  }
  const bool has_list = is_select || token.kind != TokenKind::end;
  if (has_list && !has_row) fault::rows_come_but_the_row_is_None();
  if (!has_list && has_row) fault::no_rows_come_but_the_row_is_not_None();

  if (has_list) {
    Columns columns(fields);
    for (Token previous; token.kind != TokenKind::end; token = tokens.next()) {
      if (is_select && ends_select_list(token, previous)) break;
      if (token.is(','))
        columns.end_column();
      else
        columns.take(token);
      previous = token;
    }
    columns.end_list();
  }
  while (token.kind != TokenKind::end) token = tokens.next();
  tokens.check_placeholders(parameters);
}

}  // namespace crow::sql::detail
