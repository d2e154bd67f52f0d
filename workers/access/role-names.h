// Roles as Better Auth's routes take them: a name, names with commas, a list of names.
#pragma once

#include <string>
#include <vector>

#include "shared/contracts/auth/organizations.h"

namespace crow::auth {

// The names, without spaces around; none for an empty text or list.
//
// Errors: VALIDATION_ERROR for another value.
Result<std::vector<std::string>> role_names_of(const RawJson& value);

// The highest of several roles: a member has one. `unknown` becomes the names that are none,
// "zzz, yyy"; empty when all are.
Role highest_role(const std::vector<std::string>& names, std::string& unknown);

}  // namespace crow::auth
