// What shared/extract found, in the shapes of the contract.
#pragma once

#include <string>
#include <string_view>

#include "shared/contracts/extractor.h"
#include "shared/extract/product.h"

namespace crow::extractor {

// A text in UTF-8 without NUL characters, as every request must hold, cut to so many code points.
std::string plain_text(std::string_view text, std::size_t limit);

// Relative addresses are resolved against `url`. Texts are cut where no shop means what is longer.
Product describe_product(const extract::Product& found, std::string_view url);

}  // namespace crow::extractor
