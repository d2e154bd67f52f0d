// The index of a catalog's words: what those who write it and those who read it must agree on.
//
// A word carries the number of its catalog ("7_shoe"), so the postings of an organization are its
// own. Beside them stand the catalog's words, forwards and backwards, and their stems.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "shared/lexical/language.h"
#include "shared/lexical/rank.h"

namespace crow::products {

// In the order of the index's columns.
enum class Field : std::uint8_t { name, brand, sku, gtin, categories, description };
constexpr auto names(Field) {
  return std::to_array<std::string_view>(
      {"name", "brand", "sku", "gtin", "categories", "description"});
}
inline constexpr std::size_t kFields = names(Field{}).size();
// The columns themselves are one letter each: postings name them for every occurrence.
inline constexpr std::string_view kFieldLetters = "nbsgcd";

// What a field's words weigh, and how much its length counts against them.
inline constexpr lexical::Rules kRules = {
    lexical::FieldRule{2, 0.5}, lexical::FieldRule{2, 0.2},   lexical::FieldRule{3, 0},
    lexical::FieldRule{3, 0},   lexical::FieldRule{1.5, 0.5}, lexical::FieldRule{1, 0.75}};

// A word as it stands in the index.
std::string term_of(std::int64_t catalog, std::string_view word);
// What a word's form is looked up by: "en:shoe".
std::string stem_key(std::string_view word, lexical::Language language);
// What a word's ending is looked up by: its letters, the last one first.
std::string backwards(std::string_view word);

// The lengths of the fields, as the row keeps them, and back.
std::string text_of(const lexical::Lengths& lengths);
lexical::Lengths lengths_of(std::string_view text);

}  // namespace crow::products
