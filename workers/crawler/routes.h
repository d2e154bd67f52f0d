#pragma once

#include "shared/service/jobs.h"
#include "shared/service/service.h"

namespace crow::crawler {

// What this service answers, operation by operation.
extern const std::span<const Endpoint> kEndpoints;

// What it does beside requests.
extern const JobTable kJobs;

}  // namespace crow::crawler
