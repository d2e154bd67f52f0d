// What a link in a mail allows, once.
#pragma once

#include <string>
#include <string_view>

#include "shared/service/context.h"
#include "workers/auth/key-hash.h"

namespace crow::auth {

struct Verification {
  std::string userId, email;
  static constexpr auto fields = describe(field<&Verification::userId>("userId", ""),
                                          field<&Verification::email>("email", ""));
};

// Whose password the link with this token resets; absent when there is none, or no longer.
Task<std::optional<Verification>> find_verification(const Context& context, std::string token);

}  // namespace crow::auth
