#include "workers/organizations/routes.h"

namespace crow {

const Service& service() {
  static const Service kService{.name = "organizations", .endpoints = organizations::kEndpoints};
  return kService;
}

}  // namespace crow
