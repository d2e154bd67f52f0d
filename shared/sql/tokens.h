// SQLite's tokens, read by the compiler for sql::Statement, and what it says when it refuses one.
//
// A token costs a few steps of constant evaluation, and nothing here is a template, so that a file
// with a dozen statements compiles hardly slower than one without.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace crow::sql::detail {

// Never defined: calling one ends the constant evaluation, and the compiler prints its name.
namespace fault {
void text_ends_inside_a_string_a_name_or_a_comment();
void parentheses_do_not_balance();
void not_one_select_insert_replace_update_or_delete();
void text_after_the_semicolon();
void placeholder_is_not_a_number_from_1_to_99();
void placeholder_without_a_parameter();
void parameter_without_a_placeholder();
void star_instead_of_columns();
void column_is_empty();
void expression_needs_AS_and_a_name();
void column_and_field_names_differ();
void more_columns_than_fields();
void fewer_columns_than_fields();
void rows_come_but_the_row_is_None();
void no_rows_come_but_the_row_is_not_None();
void field_of_the_row_is_not_a_scalar();
}  // namespace fault

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
constexpr bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_word(char c) {
  return (lower(c) >= 'a' && lower(c) <= 'z') || c == '_' || is_digit(c) || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// `word` is the keyword, which is given in capitals.
constexpr bool equals(std::string_view word, std::string_view keyword) {
  if (word.size() != keyword.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (lower(word[i]) != lower(keyword[i])) return false;
  return true;
}

enum class TokenKind : unsigned char { end, word, quoted_name, literal, placeholder, symbol };

struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text = {};  // A quoted name without its quotes.
  int depth = 0;               // Open parentheses around it.

  constexpr bool is(char symbol) const {
    return kind == TokenKind::symbol && depth == 0 && text[0] == symbol;
  }
  constexpr bool is(std::string_view keyword) const {
    return kind == TokenKind::word && depth == 0 && equals(text, keyword);
  }
  constexpr bool is_name() const {
    return depth == 0 && (kind == TokenKind::word || kind == TokenKind::quoted_name);
  }
};

class Tokens {
 public:
  constexpr explicit Tokens(std::string_view text) : text_(text) {}

  // https://www.sqlite.org/lang.html: blanks and comments separate, everything else is a token.
  constexpr Token next() {
    skip_blanks();
    if (at_ == text_.size()) {
      if (depth_ != 0) fault::parentheses_do_not_balance();
      return {};
    }
    const std::size_t begin = at_;
    const char c = text_[at_++];
    switch (c) {
      case '\'':
        skip_to('\'');
        return {TokenKind::literal, cut(begin), depth_};
      case '"':
      case '`':
        skip_to(c);
        return {TokenKind::quoted_name, text_.substr(begin + 1, at_ - begin - 2), depth_};
      case '[':
        skip_to(']');
        return {TokenKind::quoted_name, text_.substr(begin + 1, at_ - begin - 2), depth_};
      case '(':
        return {TokenKind::symbol, cut(begin), depth_++};
      case ')':
        if (--depth_ < 0) fault::parentheses_do_not_balance();
        return {TokenKind::symbol, cut(begin), depth_};
      case ';':
        if (depth_ != 0) fault::parentheses_do_not_balance();
        end_statement();
        return {};
      case '?':
      case ':':
      case '@':
      case '$':
        placeholder(c);
        return {TokenKind::placeholder, cut(begin), depth_};
      default:
        break;
    }
    if (!is_word(c)) return {TokenKind::symbol, cut(begin), depth_};
    // 1.5e-3 becomes several tokens, which makes no difference here.
    while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    if (is_digit(c)) return {TokenKind::literal, cut(begin), depth_};
    if (at_ - begin == 1 && lower(c) == 'x' && at_ < text_.size() && text_[at_] == '\'') {
      ++at_;
      skip_to('\'');
      return {TokenKind::literal, cut(begin), depth_};
    }
    return {TokenKind::word, cut(begin), depth_};
  }

  // After the last token.
  constexpr void check_placeholders(std::size_t parameters) const {
    for (std::size_t number = 1; number < used_.size(); ++number) {
      if (used_[number] && number > parameters) fault::placeholder_without_a_parameter();
      if (!used_[number] && number <= parameters) fault::parameter_without_a_placeholder();
    }
    if (parameters >= used_.size()) fault::placeholder_is_not_a_number_from_1_to_99();
  }

 private:
  constexpr std::string_view cut(std::size_t begin) const {
    return text_.substr(begin, at_ - begin);
  }
  constexpr bool sees(char first, char second) const {
    return at_ + 1 < text_.size() && text_[at_] == first && text_[at_ + 1] == second;
  }

  constexpr void skip_blanks() {
    while (at_ < text_.size()) {
      if (is_blank(text_[at_])) {
        ++at_;
      } else if (sees('-', '-')) {
        while (at_ < text_.size() && text_[at_] != '\n') ++at_;
      } else if (sees('/', '*')) {
        at_ += 2;
        while (!sees('*', '/'))
          if (++at_ >= text_.size()) fault::text_ends_inside_a_string_a_name_or_a_comment();
        at_ += 2;
      } else {
        return;
      }
    }
  }

  // Behind the closing quote; a doubled one stands for itself.
  constexpr void skip_to(char quote) {
    for (;; ++at_) {
      if (at_ >= text_.size()) fault::text_ends_inside_a_string_a_name_or_a_comment();
      if (text_[at_] != quote) continue;
      ++at_;
      if (quote == ']' || at_ >= text_.size() || text_[at_] != quote) return;
    }
  }

  // The database refuses even a comment behind the semicolon.
  constexpr void end_statement() {
    for (; at_ < text_.size(); ++at_)
      if (!is_blank(text_[at_])) fault::text_after_the_semicolon();
  }

  constexpr void placeholder(char mark) {
    std::size_t number = 0;
    while (at_ < text_.size() && is_digit(text_[at_]) && number < used_.size())
      number = number * 10 + static_cast<std::size_t>(text_[at_++] - '0');
    if (mark != '?' || number == 0 || number >= used_.size())
      fault::placeholder_is_not_a_number_from_1_to_99();
    else
      used_[number] = true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::array<bool, 100> used_ = {};
};

}  // namespace crow::sql::detail
