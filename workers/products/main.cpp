#include "workers/products/routes.h"

#include "shared/service/idempotency.h"

namespace crow {

const Service& service() {
  static const Service kService{.name = "products",
                                .endpoints = products::kEndpoints,
                                .jobs = &products::kJobs,
                                .idempotency = &kIdempotency};
  return kService;
}

}  // namespace crow
