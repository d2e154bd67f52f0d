// Requests from pages in the open, with a write key in the query: POST /api/v1/interactions?key=…
//
// Any page may send them, so they are answered for any origin; and since a browser adds what
// cookies it has by itself, none of these counts here. What the key is worth, interactions decides.
#pragma once

#include "shared/http/message.h"

namespace crow::gateway {

bool carries_write_key(const Request& request);

}  // namespace crow::gateway
