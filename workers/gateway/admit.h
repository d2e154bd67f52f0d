// Who asks, and whether they may at this moment.
#pragma once

#include "workers/gateway/callers.h"

namespace crow::gateway {

// Finds the caller behind a request's credential and counts the request: a known caller's by their
// tier, anybody else's by the address. The caller has no token when there is no good credential;
// then `refusal` says why, or is empty when there is none at all.
//
// Errors: rate_limited; invalid_argument, for several credentials; unavailable, when auth or the
// counter does not answer.
Task<KnownCaller> admit(Context& context);

}  // namespace crow::gateway
