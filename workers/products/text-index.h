// The words of products, on their way into the index.
//
// A word carries the number of its catalog ("7_shoe"), so the postings of an organization are its
// own. Beside them stand the catalog's words, their stems and their trigrams, for words that are
// typed in another form, in part or wrongly.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "shared/lexical/language.h"
#include "shared/lexical/rank.h"
#include "shared/sql/bound.h"
#include "workers/products/stored.h"

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

// Products that share a batch.
class TextIndex {
 public:
  TextIndex(std::int64_t catalog, lexical::Language otherwise)
      : catalog_(catalog), otherwise_(otherwise) {}

  // Notes the words of a product, and what search keeps of it: nameKey, lengths, language.
  void add(Stored& stored);

  // Replaces the words of those products, which are written before.
  std::vector<sql::BoundStatement> statements() const;

  // How many of the products were told to be in which language.
  const std::map<lexical::Language, int>& languages() const { return languages_; }

 private:
  struct Texts {
    std::string id, n, b, s, g, c, d;
    static constexpr auto fields =
        describe(field<&Texts::id>("id", ""), field<&Texts::n>("n", ""), field<&Texts::b>("b", ""),
                 field<&Texts::s>("s", ""), field<&Texts::g>("g", ""), field<&Texts::c>("c", ""),
                 field<&Texts::d>("d", ""));
  };

  std::int64_t catalog_;
  lexical::Language otherwise_;  // For products that do not say their own.
  std::vector<Texts> texts_;
  std::map<std::string, std::set<std::string>> terms_;  // And the stems of each.
  std::map<lexical::Language, int> languages_;
};

// Takes a product out of the index.
sql::BoundStatement forget_text(std::int64_t number);

// The lengths of the fields, as the row keeps them, and back.
std::string text_of(const lexical::Lengths& lengths);
lexical::Lengths lengths_of(std::string_view text);

// What a word's form is looked up by.
std::string stem_key(std::string_view word, lexical::Language language);

}  // namespace crow::products
