// A product as the extractor found it, in the shape that products takes it in.
#pragma once

#include <optional>
#include <string_view>

#include "shared/contracts/extractor.h"
#include "shared/contracts/products-internal.h"

namespace crow::crawler {

// Absent for what has no name. What is out of the bounds of products is left out or cut, so that no
// single product makes a batch fail.
std::optional<products::SeenProduct> seen_product(const extractor::Product& found, Timestamp now);

// Names a product within a crawl, as products does: to tell those that a step saw twice.
std::string identity_of(const products::SeenProduct& product);

}  // namespace crow::crawler
