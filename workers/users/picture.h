// Pictures of people in the bucket, one each: what is older goes when a new one is shown.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/host/bucket.h"
#include "shared/service/context.h"

namespace crow::users {

Bucket pictures(const Context& context);

// A key that nobody had, of a user.
std::string new_key(std::string_view user_id);

// Deletes a user's pictures.
//
// Errors: unavailable.
Task<> remove_pictures(const Context& context, std::string_view user_id);

// Deletes the picture that was at `before`, and what attempts that failed have left: whatever is
// older than an hour and not under `shown`. A younger one may be about to be shown.
//
// Errors: unavailable.
Task<> remove_replaced(const Context& context, std::string_view user_id,
                       const std::optional<std::string>& before, std::string_view shown = {});

}  // namespace crow::users
