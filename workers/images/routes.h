#pragma once

#include "shared/service/jobs.h"
#include "shared/service/service.h"

namespace crow::images {

// What this service answers, operation by operation, and the work it goes on with.
extern const std::span<const Endpoint> kEndpoints;
extern const JobTable kJobs;

}  // namespace crow::images
