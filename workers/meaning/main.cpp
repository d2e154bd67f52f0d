#include "workers/meaning/routes.h"

namespace crow {

const Service& service() {
  static const Service kService{
      .name = "meaning", .endpoints = meaning::kEndpoints, .jobs = &meaning::kJobs};
  return kService;
}

}  // namespace crow
