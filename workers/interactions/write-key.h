// Write keys: what a web page shows to send events. They stand in the open, so they let nobody
// read.
#pragma once

#include <string_view>

#include "shared/service/context.h"

namespace crow::interactions {

// For Service::admit_writer: the request's `?key=` names the organization that it writes for. What
// is known of a key is remembered for 10 seconds.
//
// Errors: unauthenticated, for a key that is not one or was revoked; permission_denied, when the
// key is for other pages.
Task<bool> admit_write_key(Context& context);

}  // namespace crow::interactions
