#include "shared/service/service.h"
#include "workers/gateway/handlers.h"
#include "workers/gateway/headers.h"

namespace crow {

const Service& service() {
  static constexpr Service kService{.name = "gateway",
                                    .endpoints = {},
                                    .database = {},
                                    .auth = {},
                                    .fallback = &gateway::route_request,
                                    .prepare = &gateway::prepare};
  return kService;
}

}  // namespace crow
