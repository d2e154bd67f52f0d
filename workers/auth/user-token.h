// Better Auth's JSON Web Token of a user, for servers that are not ours. The gateway does not take
// it: see resolve-credential.cpp for the platform's own.
#pragma once

#include <string>

#include "shared/contracts/auth/sessions.h"
#include "shared/service/context.h"

namespace crow::auth {

// Signed, good for 15 minutes, for BASE_URL.
Task<std::string> sign_user_token(Context& context, const User& user);

}  // namespace crow::auth
