// What the gateway does with a request.
#pragma once

#include "shared/service/context.h"

namespace crow::gateway {

// The way of every request: refuse what is malformed, answer what is the gateway's own, pass the
// rest to the service that its path names.
//
// Errors: invalid_argument (raw path, several credentials), not_found, rate_limited,
// payload_too_large, not_implemented, unavailable.
Task<Response> route_request(Context& context);

// GET /api/v1/health and /api/v1/ready: the platform as a whole. 503 when one of its services is
// not ready; services that are not built do not count.
Task<Response> get_platform_health(Context& context);

// The API's documents and their user interface, from the static assets. `path` is the asset's.
Task<Response> get_asset(Context& context, std::string path);

// Passes the request to the service behind `binding` as the caller that its credential names.
Task<Response> pass_to_service(Context& context, std::string_view binding);
// Passes the request to auth, or to access, which read the session cookie themselves.
Task<Response> pass_to_auth(Context& context, std::string_view binding);

// GET /dev/mail: what a platform on a machine of one's own would have sent.
//
// Errors: not_found elsewhere.
Task<Response> get_dev_mail(Context& context);

}  // namespace crow::gateway
