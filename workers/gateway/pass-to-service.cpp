#include "shared/core/text.h"
#include "shared/host/forward.h"
#include "shared/identity/session-object.h"
#include "workers/gateway/admit.h"
#include "workers/gateway/counted.h"
#include "workers/gateway/handlers.h"
#include "workers/gateway/headers.h"
#include "workers/gateway/limits.h"
#include "workers/gateway/write-key.h"

namespace crow::gateway {
namespace {

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

// The object that remembers the session which is read; empty when something else is asked.
std::string session_read_of(const Request& request) {
  if (request.method != Method::get || request.path != "/api/v1/auth/get-session") return {};
  const auto credential = find_credential(request);
  if (!credential || !*credential || (*credential)->kind != auth::CredentialKind::session)
    return {};
  return std::string(session_object((*credential)->value));
}

}  // namespace

Task<Response> pass_to_service(Context& context, std::string_view binding) {
  if (carries_write_key(context.request)) co_return co_await pass_from_page(context, binding);
  std::vector<Header> edits = stripped(context);
  if (context.request.header("cookie")) edits.push_back({"cookie", ""});
  // What is for everyone: who asks is not looked at.
  if (!is_counted(context.request)) co_return co_await pass(context, binding, std::move(edits));
  // A credential that is not good goes on as nobody, with the reason: the service knows whether the
  // route exists and needs a caller, and answers 404 or 401 in the contract's order.
  auto caller = co_await admit(context);
  if (!caller.token.empty()) {
    context.caller.user_id = caller.user_id;
    context.caller.organization_id = caller.organization_id;
    edits.push_back({"authorization", "Bearer " + caller.token});
    edits.push_back({"x-user-id", std::move(caller.user_id)});
    edits.push_back({"x-organization-id", std::move(caller.organization_id)});
  } else if (!caller.refusal.empty()) {
    edits.push_back({"x-refusal", std::move(caller.refusal)});
  }
  co_return co_await pass(context, binding, std::move(edits));
}

Task<Response> pass_to_auth(Context& context, std::string_view binding) {
  if (const std::string object = session_read_of(context.request); !object.empty()) {
    auto remembered =
        co_await pass(context, concat(kSessionObjects, '/', object), stripped(context)).as_result();
    // Without the object the worker itself reads what is stored.
    if (remembered) co_return std::move(*remembered);
  }
  auto response = co_await pass(context, binding, stripped(context));
  // Whoever signs out, changes the organization or deletes a key must see it at once.
  if (context.request.method != Method::get) {
    const auto credential = find_credential(context.request);
    if (credential && *credential) forget_caller(**credential);
  }
  co_return response;
}

}  // namespace crow::gateway
