// The password of who is signed in.
#pragma once

#include <string>

#include "shared/contracts/auth/sessions.h"
#include "shared/service/context.h"

namespace crow::auth {

// Checks that `password` is the user's, and gives the hash that says so. Wrong ones count as those
// of signing in do.
//
// Errors: PASSWORD_TOO_LONG, CREDENTIAL_ACCOUNT_NOT_FOUND, INVALID_PASSWORD; rate_limited;
// unavailable, when too many hash.
Task<std::string> check_own_password(Context& context, const User& user, std::string password);

}  // namespace crow::auth
