// Precision, recall and F1 of what was extracted, attribute by attribute.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace crow::extract {

struct Score {
  int right = 0;    // Extracted, and one of the true values.
  int wrong = 0;    // Extracted, but not true, or the page has none.
  int missing = 0;  // True, and not extracted or extracted wrong.

  int support() const { return right + missing; }
  double precision() const;
  double recall() const;
  double f1() const;
};

// Whether a value is one of the true ones. Prices compare as numbers, names and brands after
// folding of case, accents and blanks, GTINs without leading zeros, the others without case.
bool is_right(std::string_view attribute, std::string_view value,
              const std::vector<std::string>& truths);

inline constexpr std::string_view kScored[] = {"price", "currency", "availability", "sku",
                                               "name",  "brand",    "gtin"};

}  // namespace crow::extract
