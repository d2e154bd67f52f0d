// What stands before the operations: title, how the API works as a whole, where it is.
#pragma once

#include <string_view>

#include "shared/json/write.h"

namespace crow::openapi {

// The member `info`.
void write_info(json::Writer& out, std::string_view title, std::string_view version);

// The member `servers`.
void write_servers(json::Writer& out);

}  // namespace crow::openapi
