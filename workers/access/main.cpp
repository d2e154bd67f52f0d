#include "workers/access/routes.h"
#include "workers/auth/refusal.h"

namespace crow {

const Service& service() {
  static const Service kService{.name = "access",
                                .endpoints = access::kEndpoints,
                                .auth = {},
                                .error_response = &auth::refusal_response,
                                .answers_head_and_options = false,
                                .negotiates = false};
  return kService;
}

}  // namespace crow
