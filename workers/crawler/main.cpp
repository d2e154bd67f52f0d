#include "workers/crawler/routes.h"

#include "shared/service/idempotency.h"
#include "workers/crawler/keep-schedule.h"

namespace crow {

const Service& service() {
  // Its health is asked for where its operations are.
  static const Service kService{.name = "crawler-jobs",
                                .endpoints = crawler::kEndpoints,
                                .scheduled = &crawler::keep_schedule,
                                .jobs = &crawler::kJobs,
                                .idempotency = &kIdempotency};
  return kService;
}

}  // namespace crow
