#include "workers/users/routes.h"

namespace crow {

const Service& service() {
  static const Service kService{.name = "users", .endpoints = users::kEndpoints};
  return kService;
}

}  // namespace crow
