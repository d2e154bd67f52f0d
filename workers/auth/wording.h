// Faults of an input in zod's words, as Better Auth gives them:
// "[body.name] Invalid input: expected string, received undefined; [body.email] Invalid email
// address"
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/core/error.h"

namespace crow::auth {

// The faults of a `part` ("body" or "query"), in the order of the fields of `input`.
std::string in_zods_words(std::vector<Violation> violations, std::string_view part,
                          const Type& input);

}  // namespace crow::auth
