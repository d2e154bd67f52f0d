#include "workers/crawler/routes.h"

#include "shared/service/idempotency.h"
#include "workers/crawler/keep-schedule.h"

namespace crow {

const Service& service() {
  static const Service kService{.name = "crawler",
                                .endpoints = crawler::kEndpoints,
                                .scheduled = &crawler::keep_schedule,
                                .jobs = &crawler::kJobs,
                                .idempotency = &kIdempotency};
  return kService;
}

}  // namespace crow
