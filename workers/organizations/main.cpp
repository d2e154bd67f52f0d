#include "shared/service/idempotency.h"
#include "workers/organizations/context-job.h"
#include "workers/organizations/routes.h"

namespace crow {

const Service& service() {
  static const Service kService{.name = "organizations",
                                .endpoints = organizations::kEndpoints,
                                .jobs = &organizations::kJobs,
                                .idempotency = &kIdempotency};
  return kService;
}

}  // namespace crow
