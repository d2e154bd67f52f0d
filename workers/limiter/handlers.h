// What a counter does. All of it is done before anything else of the object can run: nothing here
// waits for anything but the object's own database, which answers at once.
#pragma once

#include "shared/contracts/limiter.h"
#include "shared/core/time.h"
#include "shared/service/context.h"

namespace crow::limiter {

// The binding of an object's own storage.
inline constexpr std::string_view kStorage = "DB";

// How long a window is remembered after its end: so far the clock may go back without a token being
// given twice.
inline constexpr std::int64_t kRememberedMs = 10 * kMinute;

// Errors: unavailable.
Task<LeaseTokens::Output> lease_tokens(Context& context, LeaseTokens::Input input);

// The alarm: forgets windows that are long over, and with the last of them the object itself.
Task<> sweep(Context& context);

}  // namespace crow::limiter
