// Limits per address, counted by this instance in windows of a UTC minute.
//
// Sign-in, sign-up, reset and key verification: 10 a minute, 100 outside production. Requests with
// a write key: 600 a minute. Requests without a credential: 10 a minute and 100 a day. The last two
// do not hold on one machine, since all of its clients share an address.
#pragma once

#include <string>
#include <string_view>

#include "shared/core/error.h"
#include "shared/service/context.h"

namespace crow::gateway {

// The address of the client: CF-Connecting-IP where the deployment says that it stands behind
// Cloudflare (BEHIND_CLOUDFLARE=true), since anyone could send that header elsewhere; else unknown.
std::string_view client_address(const Request& request);

// Counts one try of a sensitive route (`path` below /api/v1), if it is one.
//
// Errors: rate_limited; the headers that say so are in context.reply_headers.
Result<> limit_sensitive(Context& context, std::string_view path);

// Counts one request with a write key, 600 a minute.
//
// Errors: as limit_sensitive.
Result<> limit_writer(Context& context);

// Counts one request without a credential.
//
// Errors: as limit_sensitive.
Result<> limit_public(Context& context);

}  // namespace crow::gateway
