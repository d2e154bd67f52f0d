#include "workers/limiter/handlers.h"
#include "workers/limiter/routes.h"

namespace crow {

const Service& service() {
  // The database is an object's own: the worker itself has none to be ready with.
  static const Service kService{.name = "limiter",
                                .endpoints = limiter::kEndpoints,
                                .database = {},
                                .auth = {},
                                .scheduled = &limiter::sweep};
  return kService;
}

}  // namespace crow
