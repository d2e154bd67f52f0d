// What the figures of two prices beside each other say of one another.
#pragma once

#include <string_view>

#include "shared/extract/price.h"

namespace crow::extract {

// Whether the higher amount is the lower one with some country's tax.
bool is_tax_between(const Amount& low, const Amount& high);

// Whether a text has a percentage that is about `saved`.
bool has_percentage(std::string_view text, double saved);

}  // namespace crow::extract
