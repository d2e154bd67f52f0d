// What shared/extract found, in the shapes of the contract.
#pragma once

#include "shared/contracts/extractor.h"
#include "shared/extract/product.h"

namespace crow::extractor {

// Relative addresses are resolved against `url`. Texts are cut where no shop means what is longer.
Product describe_product(const extract::Product& found, std::string_view url);

}  // namespace crow::extractor
