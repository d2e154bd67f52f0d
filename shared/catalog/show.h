// Products as clients see them, read by their numbers.
#pragma once

#include <vector>

#include "shared/catalog/stored.h"
#include "shared/host/database.h"

namespace crow::products {

// In the order of the numbers; what is not there any more is left out.
Task<std::vector<Shown>> read_shown(const Database& database, std::string_view organization_id,
                                    const std::vector<std::int64_t>& numbers);

// One product.
//
// Errors: not_found, also for those of other organizations.
Task<Product> read_product(const Database& database, std::string_view organization_id,
                           std::string_view id);

}  // namespace crow::products
