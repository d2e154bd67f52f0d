#include "workers/auth/handlers.h"
#include "workers/auth/refusal.h"
#include "workers/auth/routes.h"
#include "workers/auth/send-mail.h"

namespace crow {

const Service& service() {
  static const Service kService{.name = "auth",
                                .endpoints = auth::kEndpoints,
                                .auth = {},
                                .error_response = &auth::refusal_response,
                                .scheduled = &auth::clean_up,
                                .jobs = &auth::kJobs,
                                .answers_head_and_options = false,
                                .negotiates = false};
  return kService;
}

}  // namespace crow
