#include "shared/service/idempotency.h"
#include "workers/imports/routes.h"

namespace crow {

const Service& service() {
  static const Service kService{.name = "imports",
                                .endpoints = imports::kEndpoints,
                                .jobs = &imports::kJobs,
                                .idempotency = &kIdempotency};
  return kService;
}

}  // namespace crow
