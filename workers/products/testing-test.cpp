// The workers of the catalog as one service, for their tests: each reads what the other writes.
// Which request is whose, the gateway's tests show.
#include "workers/products/testing.h"

#include "shared/service/idempotency.h"
#include "workers/products/routes.h"
#include "workers/search/routes.h"

namespace crow {
namespace {

std::vector<Endpoint> all_endpoints() {
  std::vector<Endpoint> all(search::kEndpoints.begin(), search::kEndpoints.end());
  all.insert(all.end(), products::kEndpoints.begin(), products::kEndpoints.end());
  return all;
}

}  // namespace

const Service& service() {
  static const std::vector<Endpoint> kAll = all_endpoints();
  static const Service kService{.name = "products",
                                .endpoints = kAll,
                                .jobs = &products::kJobs,
                                .idempotency = &kIdempotency};
  return kService;
}

}  // namespace crow
