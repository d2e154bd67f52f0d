// Whether a page says that its product can be bought.
#pragma once

#include <vector>

#include "shared/extract/visible.h"

namespace crow::extract {

struct StockFound {
  Availability availability = Availability::unknown;
  Id node = kNone;
  double score = 0;  // Above 1 said of the product, above 3 plainly so.
};

// What lines of the page, and classes such as "stock unavailable", say. The surest first.
std::vector<StockFound> find_stock(const View& view, Id title, Id button);

// schema.org's and others' words for it: "http://schema.org/InStock", "in stock", "oos", "true".
Availability parse_availability(std::string_view text);

}  // namespace crow::extract
