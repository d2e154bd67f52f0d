// What search keeps of an organization's products in memory, so that filters, facets, totals and
// orders are exact and cost no query: some eighty bytes for each.
//
// An instance asks for what changed since it looked last, which mostly is nothing, in one round
// trip that searches make anyway. Its copy is no older than that moment, and no newer than any
// other part of the answer.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "shared/catalog/index.h"
#include "shared/contracts/search.h"
#include "shared/host/database.h"
#include "shared/lexical/language.h"

namespace crow::search {

using products::Availability;
using products::kFields;
using products::kRules;

struct Document {
  std::int64_t number = 0;
  std::int64_t amount = -1;  // Ten-thousandths; -1 without a price.
  Timestamp createdAt, updatedAt;
  std::uint32_t brand = 0;  // Index of a name; 0 for none. So are the categories.
  std::uint32_t currency = 0;
  std::uint32_t categories_at = 0;
  std::uint8_t categories = 0;
  Availability availability = Availability::Unknown;
  bool is_there = false;  // False for one that was deleted.
  std::string name_key;
};

// A filter whose names are looked up already.
struct Selection {
  std::vector<std::uint32_t> brands, categories;
  bool has_brands = false, has_categories = false;
  std::uint8_t availabilities = 0;  // Bits; 0 for any.
  std::int64_t least = -1, most = -1;
  bool has_currency = false;
  std::uint32_t currency = 0;
  std::int64_t updated_since = 0;
  std::vector<bool> is_out;  // By index, of those that hold a word that must not occur; or empty.
};

// A group of synonyms, folded: each side in words.
struct SynonymRule {
  std::vector<std::vector<std::string>> sides;
  bool is_one_way = false;
};

class Documents {
 public:
  // Brings the organization's documents up to date. They stay as they are until the next suspension
  // of whoever holds them.
  static Task<std::shared_ptr<Documents>> of(const Database& database,
                                             std::string_view organization_id);
  // Forgets all; for tests.
  static void forget_all();

  std::int64_t catalog() const { return catalog_; }
  const std::string& model() const { return model_; }  // Empty without vectors.
  std::size_t count() const { return count_; }
  std::size_t size() const { return documents_.size(); }
  const Document& operator[](std::size_t index) const { return documents_[index]; }
  std::optional<std::uint32_t> find(std::int64_t number) const;
  // The same for numbers that come in ascending order: `at` begins with 0.
  std::optional<std::uint32_t> find_next(std::int64_t number, std::size_t& at) const;
  // Which of its changes it has seen: another number, and it is another catalog.
  std::int64_t change() const { return change_; }

  // What was read of the index since the last change: words that are asked for again cost no query.
  // It ends with the next change, and when it grows too large.
  struct Remembered {
    std::map<std::string, std::vector<lexical::Occurrence>, std::less<>> postings;
    std::map<std::string, std::vector<std::string>, std::less<>> of_stem;
    std::size_t occurrences = 0;
  };
  Remembered& remembered() { return remembered_; }
  lexical::Collection collection() const;
  const std::vector<SynonymRule>& synonyms() const { return synonyms_; }
  const std::vector<lexical::Language>& languages() const { return languages_; }
  // Whether many products are in a language in which words grow together.
  bool has_compounds() const { return has_compounds_; }

  Selection select(const Filter& filter) const;
  bool holds(std::size_t index, const Selection& selection) const;
  // Counts over documents, the most frequent first.
  Facets facets_of(const std::vector<std::uint32_t>& indices) const;
  // Counts over all of them.
  CountForService::Output counts() const;

 private:
  struct Change;
  struct Head;
  Task<> refresh(const Database& database, std::string_view organization_id);
  void apply(Change change);
  void apply(Head head);
  std::uint32_t place_of(std::int64_t number);
  std::uint32_t name(std::string_view text);
  std::optional<std::uint32_t> named(std::string_view text) const;

  std::int64_t catalog_ = 0, change_ = -1, number_ = 0, synonyms_change_ = -1;
  std::string model_;
  std::size_t count_ = 0;
  std::vector<Document> documents_;
  std::vector<lexical::Lengths> lengths_;
  std::array<double, lexical::kFieldsMax> sums_{};
  std::vector<std::pair<std::int64_t, std::uint32_t>> places_;  // By number.
  std::vector<std::uint32_t> categories_;  // Of all documents, one after the other.
  std::vector<std::string> names_{""};
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<SynonymRule> synonyms_;
  std::vector<lexical::Language> languages_;
  bool has_compounds_ = false;
  std::int64_t used_ = 0;
  Remembered remembered_;
};

}  // namespace crow::search
