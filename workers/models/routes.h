#pragma once

#include "shared/service/service.h"

namespace crow::models {

// What this service answers, operation by operation.
extern const std::span<const Endpoint> kEndpoints;

}  // namespace crow::models
