// What other services of the platform ask search. Part of shared/contracts/search.h.
#pragma once

#include "shared/contracts/common.h"
#include "shared/core/describe.h"
#include "shared/service/operation.h"

namespace crow::search {

struct FacetValue {
  std::string value;
  std::int64_t count = 0;
  static constexpr auto fields =
      describe(field<&FacetValue::value>("value", "A value of the field."),
               field<&FacetValue::count>("count", "Hits that have it, exactly."));
};

struct Facets {
  std::vector<FacetValue> brand, category, availability;
  static constexpr auto fields = describe(
      field<&Facets::brand>("brand", "The 100 most frequent brands of all hits."),
      field<&Facets::category>("category", "The 100 most frequent categories of all hits."),
      field<&Facets::availability>("availability", "How many can be bought."));
};

// The same counts as lists and searches give, without a caller: for whoever writes about a catalog.
struct CountForService {
  static constexpr Operation operation{
      .name = "count_products_for_service",
      .method = Method::post,
      .path = "/internal/search/counts",
      .summary = "Counts a catalog by brand, category and availability, with its range of prices.",
      .access = Access::service};
  struct Input {
    Id organizationId;
    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "Whose catalog."));
  };
  struct Output {
    static constexpr std::string_view title = "ProductCounts";
    std::int64_t total = 0;
    Facets facets;
    std::string currency;
    std::int64_t priced = 0, lowest = 0, highest = 0;
    static constexpr auto fields = describe(
        field<&Output::total>("total", "Products of the catalog."), embed<&Output::facets>(),
        field<&Output::currency>("currency", "That of most prices; empty without any."),
        field<&Output::priced>("priced", "Products with a price in it."),
        field<&Output::lowest>("lowest", "The lowest of these, in ten-thousandths."),
        field<&Output::highest>("highest", "The highest, in ten-thousandths."));
  };
};

}  // namespace crow::search
