#pragma once

#include "shared/service/service.h"

namespace crow::limiter {

// What this service answers, operation by operation.
extern const std::span<const Endpoint> kEndpoints;

}  // namespace crow::limiter
