// Limits: how many requests an address, a key or a session may send.
//
// A counter, a Durable Object for each organization and each address, gives this instance tokens in
// blocks (shared/limits); most requests take one of those that are here. Each function counts one
// request and writes how it stands into context.reply_headers: X-RateLimit-Limit, -Remaining and
// -Reset, RateLimit-Policy and RateLimit. docs/limits.md has the numbers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/core/error.h"
#include "shared/service/context.h"

namespace crow::gateway {

struct KnownCaller;

// The address of the client: CF-Connecting-IP where the deployment says that it stands behind
// Cloudflare (BEHIND_CLOUDFLARE=true), since anyone could send that header elsewhere; else unknown.
std::string_view client_address(const Request& request);

// What of an address is counted together: of an IPv6 address its network, the first 64 bits, since
// who has one address there has all of them.
std::string counted_address(std::string_view address);

// Which counter of an address a route of /auth has.
enum class Kind : std::uint8_t {
  sign_in,     // Sign-in, sign-up, reset, key verification: 10 a minute, 100 outside production.
  account,     // Other passwords, links and mails: as many.
  invitation,  // 100.
  other,       // 600.
};

// That of a path below /api/v1.
Kind kind_of(std::string_view path);

// A request below /auth: as many a minute and address as its kind has.
//
// Errors, of all: rate_limited; unavailable, when no counter answers and LIMITS_WITHOUT_COUNTER is
// "closed".
Task<> limit_auth(Context& context, std::string_view path);

// A request with a write key: 600 a minute and address.
Task<> limit_writer(Context& context);

// A request without a credential, or with one that is not good: 10 a minute, 100 a day and address.
Task<> limit_public(Context& context);

// A request of somebody known: by key or session, as many as the organization's tier has.
Task<> limit_caller(Context& context, const KnownCaller& caller);

// Forgets every token. For tests, each of which is an instance of its own.
void forget_limits();

}  // namespace crow::gateway
