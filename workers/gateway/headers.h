// The headers that the gateway sets on every answer and on every request that it passes on.
#pragma once

#include <string>
#include <vector>

#include "shared/service/context.h"

namespace crow::gateway {

// Gives the request its id and trace, and the answer its id, its security and its CORS headers.
void prepare(Context& context);

// True when the request asks what a browser may send (WHATWG Fetch, CORS preflight).
bool is_preflight(const Request& request);
// The answer: what a trusted origin may do, and to others nothing.
Response answer_preflight(const Request& request);

// What is set and what is removed, with an empty value, on a request that goes to a service:
// nothing that a client says about its identity passes.
std::vector<Header> stripped(const Context& context);

}  // namespace crow::gateway
