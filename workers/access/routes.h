#pragma once

#include "shared/service/service.h"

namespace crow::access {

// What this service answers, operation by operation.
extern const std::span<const Endpoint> kEndpoints;

}  // namespace crow::access
