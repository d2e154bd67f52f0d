#include "workers/vectorize/message.h"
#include "workers/vectorize/routes.h"

namespace crow {

const Service& service() {
  static const Service kService{.name = "vectorize",
                                .endpoints = vectorize::kEndpoints,
                                .auth = "",
                                .error_response = &vectorize::render_error};
  return kService;
}

}  // namespace crow
