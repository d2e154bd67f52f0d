#pragma once

#include "shared/service/service.h"

namespace crow::vectorize {

// What this service answers, operation by operation.
extern const std::span<const Endpoint> kEndpoints;

}  // namespace crow::vectorize
