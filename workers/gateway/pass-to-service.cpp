#include "shared/host/forward.h"
#include "workers/gateway/callers.h"
#include "workers/gateway/handlers.h"
#include "workers/gateway/headers.h"
#include "workers/gateway/limits.h"
#include "workers/gateway/write-key.h"

namespace crow::gateway {
namespace {

bool is_probe(const Request& request) {
  return request.path.ends_with("/health") || request.path.ends_with("/ready");
}

// Pictures are for everyone: who asks is not looked at, and nobody is counted.
bool is_picture(const Request& request) {
  return request.path.starts_with("/api/v1/products/images/") ||
         request.path.starts_with("/api/v1/users/pictures/");
}

Task<Response> pass(Context& context, std::string_view binding, std::vector<Header> edits) {
  const int status = co_await forward(context.host, binding, {}, std::move(edits));
  co_return Response{.status = status, .is_forwarded = true};
}

// A page's request names nobody: what it may do is the write key's, and what the browser added by
// itself is left behind.
Task<Response> pass_from_page(Context& context, std::string_view binding) {
  co_await limit_writer(context);
  for (const std::string_view name : {"x-api-key", "apikey", "authorization"})
    co_await require(!context.request.header(name), ErrorCode::invalid_argument,
                     "The request carries several credentials; send a write key or an API key.");
  std::vector<Header> edits = stripped(context);
  if (context.request.header("cookie")) edits.push_back({"cookie", ""});
  co_return co_await pass(context, binding, std::move(edits));
}

}  // namespace

Task<Response> pass_to_service(Context& context, std::string_view binding) {
  const bool is_public = is_picture(context.request);
  if (!is_public && carries_write_key(context.request))
    co_return co_await pass_from_page(context, binding);
  std::vector<Header> edits = stripped(context);
  if (context.request.header("cookie")) edits.push_back({"cookie", ""});
  if (is_public) co_return co_await pass(context, binding, std::move(edits));
  auto credential = co_await find_credential(context.request);
  if (!credential) {
    if (!is_probe(context.request)) co_await limit_public(context);
    co_return co_await pass(context, binding, std::move(edits));
  }
  // A credential that is not good goes on as nobody, with the reason: the service knows whether the
  // route exists and needs a caller, and answers 404 or 401 in the contract's order.
  if (!credential->refusal.empty()) {
    edits.push_back({"x-refusal", std::move(credential->refusal)});
    co_return co_await pass(context, binding, std::move(edits));
  }
  auto caller = co_await caller_of(context, std::move(*credential));
  if (caller.token.empty()) {
    edits.push_back({"x-refusal", std::move(caller.refusal)});
  } else {
    context.caller.user_id = caller.user_id;
    context.caller.organization_id = caller.organization_id;
    edits.push_back({"authorization", "Bearer " + caller.token});
    edits.push_back({"x-user-id", std::move(caller.user_id)});
    edits.push_back({"x-organization-id", std::move(caller.organization_id)});
  }
  co_return co_await pass(context, binding, std::move(edits));
}

Task<Response> pass_to_auth(Context& context, std::string_view binding) {
  auto response = co_await pass(context, binding, stripped(context));
  // Whoever signs out, changes the organization or deletes a key must see it at once.
  if (context.request.method != Method::get) {
    const auto credential = find_credential(context.request);
    if (credential && *credential) forget_caller(**credential);
  }
  co_return response;
}

}  // namespace crow::gateway
