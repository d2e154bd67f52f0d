#include "workers/models/routes.h"

namespace crow {

const Service& service() {
  static const Service kService{
      .name = "models", .endpoints = models::kEndpoints, .database = {}, .auth = {}};
  return kService;
}

}  // namespace crow
