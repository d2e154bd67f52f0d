// Texts of statements that share parts. The parts are literals, and the compiler joins them, so the
// whole is checked as if it stood there in one piece.
//
//   constexpr sql::Piece kColumns{"u.id, u.name"};
//   constexpr sql::Piece kOfOrganization = sql::join<" WHERE u.organization_id = ?1">;
//
//   constexpr sql::Statement<User, std::string_view> kAll{
//       "users.all", sql::text<"SELECT ", kColumns, " FROM user AS u", kOfOrganization>};
//
// A part begins or ends with the blank that parts it from the next one.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace crow::sql {

// A part of a text. `size` counts the NUL behind it.
template <std::size_t size>
struct Piece {
  char characters[size] = {};

  consteval Piece() = default;
  consteval Piece(const char (&literal)[size]) { std::copy_n(literal, size, characters); }
  static constexpr std::size_t length = size - 1;
};

// Pieces, one behind the other, as one piece.
template <Piece... pieces>
inline constexpr auto join = [] consteval {
  Piece<(pieces.length + ... + 1)> out;
  char* end = out.characters;
  ((end = std::copy_n(pieces.characters, pieces.length, end)), ...);
  return out;
}();

// The same as a text, which lives as long as the program.
template <Piece... pieces>
inline constexpr std::string_view text{join<pieces...>.characters, join<pieces...>.length};

}  // namespace crow::sql
