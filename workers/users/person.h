// Whom a path names.
#pragma once

#include <string>

#include "shared/service/context.h"

namespace crow::users {

// A user's id; `me` is the caller's.
std::string person_of(const Context& context, std::string_view id);

// That the path names the caller: for what is one's own alone.
//
// Errors: permission_denied, for a colleague; not_found, for everybody else.
Task<> require_self(const Context& context, std::string_view id);

}  // namespace crow::users
