#include "workers/extractor/routes.h"

namespace crow {

const Service& service() {
  static const Service kService{
      .name = "extractor", .endpoints = extractor::kEndpoints, .database = {}, .auth = {}};
  return kService;
}

}  // namespace crow
