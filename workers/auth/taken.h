// What the schema's own rules refused.
#pragma once

#include <string_view>

#include "shared/core/error.h"
#include "shared/core/text.h"

namespace crow::auth {

// Whether a failed batch ran into the UNIQUE rule of `column`, as "organization.slug".
inline bool is_taken(const Error& error, std::string_view column) {
  return error.code == ErrorCode::conflict &&
         error.cause.find(concat("UNIQUE constraint failed: ", column)) != std::string::npos;
}

}  // namespace crow::auth
