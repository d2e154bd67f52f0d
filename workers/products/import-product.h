// What an import reads, as products.
//
// A line of JSON is a product in the contract's words; a record of a table is one by its header,
// whose columns are known by their usual names (`title`, `Product name`, `g:price`, `image_link` …)
// or by a mapping. Prices are as people write them ("1.299,00 €"), availability as feeds say it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/contracts/products.h"
#include "shared/core/error.h"

namespace crow::products {

// Every name that a mapping may give a column for.
//
// Errors: invalid_argument, for another one.
Result<> check_mapping(const ImportMapping& mapping);

// Errors of both: invalid_argument, with each fault by its field.
Result<SeenProduct> product_of_line(std::string_view line, const ImportMapping& mapping);
Result<SeenProduct> product_of_cells(const std::vector<std::string>& columns,
                                     std::vector<std::string> cells, const ImportMapping& mapping);

}  // namespace crow::products
