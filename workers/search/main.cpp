#include "workers/search/routes.h"

namespace crow {

const Service& service() {
  static const Service kService{.name = "search", .endpoints = search::kEndpoints};
  return kService;
}

}  // namespace crow
