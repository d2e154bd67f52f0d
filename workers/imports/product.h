// What an import reads, as products in the contract's JSON (SeenProduct).
//
// A line of JSON is a product in the contract's words; a record of a table is one by its header,
// whose columns are known by their usual names (`title`, `Product name`, `g:price`, `image_link` …)
// or by a mapping. Prices are as people write them ("1.299,00 €"), availability as feeds say it.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/contracts/imports.h"
#include "shared/core/error.h"

namespace crow::imports {

// Every name that a mapping may give a column for.
inline constexpr std::array<std::string_view, 13> kProductParts = {
    "name",     "description",  "brand",      "sku",    "gtin",   "url",        "price",
    "currency", "availability", "categories", "images", "rating", "ratingCount"};

// Errors of both: invalid_argument, with each fault by its field. `source` is of no use to
// products.
Result<std::string> product_of_line(std::string_view line, const ImportMapping& mapping,
                                    std::string_view source = {});
// Of a record of a table, which has as many cells as columns.
Result<std::string> product_of_cells(const std::vector<std::string>& columns,
                                     std::vector<std::string> cells, const ImportMapping& mapping,
                                     std::string_view source = {});

// The SKU of a line, or a record, that is no product, as far as it can be told.
std::optional<std::string> sku_of_line(std::string_view line, const ImportMapping& mapping);
std::optional<std::string> sku_of_cells(const std::vector<std::string>& columns,
                                        const std::vector<std::string>& cells,
                                        const ImportMapping& mapping);

}  // namespace crow::imports
