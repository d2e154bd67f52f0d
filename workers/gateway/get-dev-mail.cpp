#include "shared/core/text.h"
#include "shared/host/forward.h"
#include "workers/gateway/handlers.h"
#include "workers/gateway/headers.h"

namespace crow::gateway {

Task<Response> get_dev_mail(Context& context) {
  if (variable_or("ENVIRONMENT", {}) != "local")
    co_await fail(ErrorCode::not_found, "There is no such route; /docs lists them all.");
  std::vector<Header> edits = stripped(context);
  std::string_view keys = variable_or("INTERNAL_KEY", {});
  edits.push_back({"x-internal-key", std::string(trim(split_off(keys, ',')))});
  const std::string target = concat("/internal/auth/mail?", context.request.query);
  const int status = co_await forward(context.host, "AUTH", target, std::move(edits));
  co_return Response{.status = status, .is_forwarded = true};
}

}  // namespace crow::gateway
