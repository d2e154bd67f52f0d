// Passing a request on to another worker, and its response back, without copying either body.
//
//   auto status = co_await forward(context.host, "USERS", {}, {{"cookie", ""}, {"x-request-id",
//   id}}); co_return Response{.status = 0, .is_forwarded = true};
#pragma once

#include <string_view>
#include <vector>

#include "shared/core/task.h"
#include "shared/host/host.h"
#include "shared/http/message.h"

namespace crow {

// Sends this request, body included, to the worker or the assets behind `binding`, or to the
// Durable Object `binding/name`; under another path and query when `target` is not empty. `edits`
// are set on its headers, or removed where the value is empty. Returns the status of the answer,
// which the host keeps for the response.
//
// Errors: unavailable.
Task<int> forward(Host host, std::string_view binding, std::string_view target,
                  std::vector<Header> edits);

}  // namespace crow
