#include "workers/images/routes.h"

namespace crow {

const Service& service() {
  // Browsers accept images, not JSON.
  static const Service kService{.name = "images",
                                .endpoints = images::kEndpoints,
                                .auth = {},
                                .jobs = &images::kJobs,
                                .negotiates = false};
  return kService;
}

}  // namespace crow
