#include "workers/interactions/routes.h"

#include "shared/service/idempotency.h"
#include "workers/interactions/keep-house.h"
#include "workers/interactions/write-key.h"

namespace crow {

const Service& service() {
  static const Service kService{.name = "interactions",
                                .endpoints = interactions::kEndpoints,
                                .admit_writer = &interactions::admit_write_key,
                                .scheduled = &interactions::keep_house,
                                .jobs = &interactions::kJobs,
                                .idempotency = &kIdempotency};
  return kService;
}

}  // namespace crow
