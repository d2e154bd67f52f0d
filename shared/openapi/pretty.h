// JSON for people: two spaces, and what fits on a line stays on one.
#pragma once

#include <string>
#include <string_view>

namespace crow::openapi {

// Lays out `json`, which must be one compact JSON value as json::Writer makes it. Ends in a
// newline.
std::string pretty(std::string_view json);

}  // namespace crow::openapi
