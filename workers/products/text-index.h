// The words of products, on their way into the index (shared/catalog/index.h): each with its stems
// and its trigrams, for words that are typed in another form, in part or wrongly.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "shared/catalog/index.h"
#include "shared/catalog/stored.h"
#include "shared/sql/bound.h"

namespace crow::products {

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

}  // namespace crow::products
