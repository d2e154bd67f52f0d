// Passwords, hashed as Better Auth hashes them, so that its databases can be taken over.
#pragma once

#include <string>
#include <string_view>

#include "shared/core/task.h"
#include "shared/host/host.h"

namespace crow::auth {

// 8 to 128 characters as JavaScript counts them, in UTF-16 units.
//
// Errors: PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG.
Result<> check_password(std::string_view password);
// The upper bound alone, which spares hashing what cannot be right.
Result<> check_password_length(std::string_view password);

// "<hex salt>:<hex key>" with a new salt.
//
// Errors: unavailable, when too many hash at this moment.
Task<std::string> hash_password(Host host, std::string_view password);

// Whether `password` is the hashed one. With an empty hash it takes as long and is false, so that
// nobody learns from the time which addresses have accounts.
//
// Errors: unavailable, when too many hash at this moment.
Task<bool> verify_password(Host host, std::string_view password, std::string_view hash);

}  // namespace crow::auth
