#include "workers/images/routes.h"
#include "workers/images/sweep-job.h"

namespace crow {

const Service& service() {
  // Browsers accept images, not JSON.
  static const Service kService{.name = "images",
                                .endpoints = images::kEndpoints,
                                .auth = {},
                                .scheduled = &images::keep_house,
                                .jobs = &images::kJobs,
                                .negotiates = false};
  return kService;
}

}  // namespace crow
