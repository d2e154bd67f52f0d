// The operations of search: what is in the catalog, listed, filtered, and found by words and by
// meaning. What a product is stands in products-shapes.h; products.h keeps and changes them.
//
//   search-internal.h  what other services ask
#pragma once

#include "shared/contracts/products-shapes.h"
#include "shared/contracts/search-internal.h"
#include "shared/service/operation.h"

namespace crow::search {

using products::Filter;
using products::Product;

// ------------------------------------------------------------------------------------- the list

enum class ListSort : std::uint8_t { newest, updated, name, price_asc, price_desc };
constexpr auto names(ListSort) {
  return std::to_array<std::string_view>({"newest", "updated", "name", "price_asc", "price_desc"});
}

struct ListProducts {
  static constexpr Operation operation{
      .name = "list_products",
      .path = "/products",
      .summary = "The products of the organization that the caller acts for.",
      .description =
          "`q` looks at words as the search does; `sort` then decides the order, not "
          "how well they fit. Products without a price stand behind those with one."};
  struct Input {
    std::optional<Text<1, 512>> q;
    ListSort sort = ListSort::newest;
    Filter filter;
    Paging paging;
    static constexpr auto fields =
        describe(field<&Input::q>("q", "Only those that hold these words."),
                 field<&Input::sort>("sort", "The order.").defaulted(), embed<&Input::filter>(),
                 embed<&Input::paging>());
  };
  using Output = Page<Product>;
};

struct ListOrganizationProducts {
  static constexpr Operation operation{
      .name = "list_organization_products",
      .path = "/products/organization/{organizationId}",
      .summary = "The products of an organization, with the organization in the path.",
      .organization = "organizationId"};
  struct Input {
    Id organizationId;
    ListProducts::Input list;
    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "The caller's organization."),
                 embed<&Input::list>());
  };
  using Output = ListProducts::Output;
};

// --------------------------------------------------------------------------------- the search

enum class SearchType : std::uint8_t { hybrid, fts, semantic };
constexpr auto names(SearchType) {
  return std::to_array<std::string_view>({"hybrid", "fts", "semantic"});
}

enum class SearchSort : std::uint8_t { relevance, newest, updated, name, price_asc, price_desc };
constexpr auto names(SearchSort) {
  return std::to_array<std::string_view>(
      {"relevance", "newest", "updated", "name", "price_asc", "price_desc"});
}

// How a hit holds a word of the query.
enum class MatchKind : std::uint8_t { exact, form, prefix, compound, synonym, typo };
constexpr auto names(MatchKind) {
  return std::to_array<std::string_view>(
      {"exact", "form", "prefix", "compound", "synonym", "typo"});
}

struct MatchedWord {
  std::string query, found;
  MatchKind kind = MatchKind::exact;
  std::vector<std::string> foundIn;
  double score = 0;

  static constexpr auto fields = describe(
      field<&MatchedWord::query>("query", "The word that was looked for."),
      field<&MatchedWord::found>("found", "The word that was found, as the index writes it."),
      field<&MatchedWord::kind>("kind", "How one stands for the other."),
      field<&MatchedWord::foundIn>("foundIn", "The fields that hold it."),
      field<&MatchedWord::score>("score", "What it adds to the words' score."));
};

// Why a hit stands where it stands.
struct Explanation {
  static constexpr std::string_view title = "SearchExplanation";
  std::optional<std::int64_t> wordRank;
  std::optional<double> wordScore;
  std::optional<std::int64_t> meaningRank;
  std::optional<double> meaningScore;
  std::optional<double> fusedScore;
  double coverage = 0;
  std::vector<MatchedWord> words;

  static constexpr auto fields = describe(
      field<&Explanation::wordRank>("wordRank", "Its rank by words, from 1; null without any."),
      field<&Explanation::wordScore>("wordScore",
                                     "BM25 over its fields, with the organization's "
                                     "own statistics."),
      field<&Explanation::meaningRank>("meaningRank", "Its rank by meaning, from 1."),
      field<&Explanation::meaningScore>("meaningScore",
                                        "The cosine of its vector and the query's."),
      field<&Explanation::fusedScore>("fusedScore", "Both ranks together, before the last look."),
      field<&Explanation::coverage>("coverage", "The share of the query that it holds, 0 to 1."),
      field<&Explanation::words>("words", "The words that it holds."));
};

// A part of a hit that shows why it is one: escaped for HTML, with <mark> around what was found.
struct Snippet {
  std::optional<std::string> name, description;

  static constexpr auto fields = describe(
      field<&Snippet::name>("name", "The name, when it holds a word."),
      field<&Snippet::description>("description", "The part of the description that holds most."));
};

struct ProductHit {
  static constexpr std::string_view title = "ProductHit";
  Product product;
  double score = 0;
  Snippet snippet;
  std::optional<Explanation> explanation;

  static constexpr auto fields = describe(
      embed<&ProductHit::product>(),
      field<&ProductHit::score>("score", "How well it fits, greater is better."),
      field<&ProductHit::snippet>("snippet", "Where its words are, as HTML that is safe to show."),
      field<&ProductHit::explanation>("explanation", "Why it is here; only with `explain`.")
          .omitted_when_null());
};

struct SearchProducts {
  static constexpr Operation operation{
      .name = "search_products",
      .path = "/products/search",
      .summary = "Searches the catalog by words, by meaning, or by both; the best first.",
      .description =
          "Every word counts in any form, the last one as the beginning of one too; \"words in "
          "quotes\" stand together, -word must not occur. A word that the catalog does not know "
          "is taken for the one most like it. Products that hold all words are found; where these "
          "are few, those that hold most of them too.\n\n`total` and `facets` are exact: with "
          "`fts` of all products that match words and filters, with `semantic` of those that match "
          "the filters, with `hybrid` of those that match words and filters and of what "
          "the meaning adds to them. When the search by meaning cannot be had, `hybrid` answers "
          "by words alone, and where words find nothing by meaning alone, so that its scores say "
          "how near that is; `notice` says so."};
  struct Input {
    Text<1, 512> q;
    SearchType type = SearchType::hybrid;
    SearchSort sort = SearchSort::relevance;
    bool explain = false;
    Filter filter;
    Paging paging;
    static constexpr auto fields =
        describe(field<&Input::q>("q", "What is looked for."),
                 field<&Input::type>("type", "By words (`fts`), by meaning (`semantic`), or both.")
                     .defaulted(),
                 field<&Input::sort>("sort", "The order.").defaulted(),
                 field<&Input::explain>("explain", "Adds to each hit why it is here.").defaulted(),
                 embed<&Input::filter>(), embed<&Input::paging>());
  };
  struct Output {
    static constexpr std::string_view title = "ProductSearch";
    Page<ProductHit> page;
    Facets facets;
    std::optional<std::string> mode, model, notice;

    static constexpr auto fields = describe(
        embed<&Output::page>(), field<&Output::facets>("facets", "Counts over all hits."),
        field<&Output::mode>("mode", "Which AI found the meaning; null when none was asked."),
        field<&Output::model>("model", "Its model."),
        field<&Output::notice>("notice", "What was done otherwise than asked, and why."));
  };
};

struct SearchOrganizationProducts {
  static constexpr Operation operation{
      .name = "search_organization_products",
      .path = "/products/organization/{organizationId}/search",
      .summary = "Searches the catalog, with the organization in the path.",
      .organization = "organizationId"};
  struct Input {
    Id organizationId;
    SearchProducts::Input search;
    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "The caller's organization."),
                 embed<&Input::search>());
  };
  using Output = SearchProducts::Output;
};

using All = Operations<ListProducts, ListOrganizationProducts, SearchProducts,
                       SearchOrganizationProducts, CountForService>;

}  // namespace crow::search
