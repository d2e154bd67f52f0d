// Which requests limits are for.
#pragma once

#include "shared/http/message.h"

namespace crow::gateway {

// Whether a request is counted at all. Never are reads of what is for everyone: health, ready,
// documents, JWKS, /.well-known, pictures of products and people, crow.js.
bool is_counted(const Request& request);

}  // namespace crow::gateway
