#include <algorithm>

#include "shared/core/text.h"
#include "shared/http/route.h"
#include "workers/gateway/admit.h"
#include "workers/gateway/counted.h"
#include "workers/gateway/handlers.h"
#include "workers/gateway/headers.h"
#include "workers/gateway/limits.h"
#include "workers/gateway/services.h"

namespace crow::gateway {
namespace {

constexpr std::string_view kRoot = "/api/v1/";
constexpr std::size_t kHeadersBytesMax = 32 * 1'024;
// Operations have smaller limits of their own; this one protects those that stream.
constexpr std::int64_t kBodyBytesMax = 100 * 1'024 * 1'024;

Result<> check_path_and_sizes(const Request& request) {
  if (const auto fault = fault_of_path(request.path))
    return fail(ErrorCode::invalid_argument, concat("The path holds ", *fault, '.'));
  std::size_t bytes = request.target.size();
  for (const Header& header : request.headers) bytes += header.name.size() + header.value.size();
  if (bytes > kHeadersBytesMax)
    return fail(ErrorCode::payload_too_large,
                concat("The target and headers are larger than ", kHeadersBytesMax, " bytes."));
  const auto length = to_number(request.header_or("content-length", "0"));
  if (length.value_or(0) > kBodyBytesMax)
    return fail(ErrorCode::payload_too_large,
                concat("The body is larger than ", kBodyBytesMax, " bytes."));
  return {};
}

std::unexpected<Error> no_such_route() {
  return fail(ErrorCode::not_found, "There is no such route; /docs lists them all.");
}

std::unexpected<Error> no_such_version() {
  return fail(ErrorCode::not_found, "There is no version 2 of this API; use /api/v1.");
}

bool is_read(Method method) { return method == Method::get || method == Method::head; }

// What is not below /api/v1.
Task<Response> route_elsewhere(Context& context) {
  const std::string& path = context.request.path;
  if (is_counted(context.request)) co_await admit(context);
  if (path == "/api/v2" || path.starts_with("/api/v2/")) co_await no_such_version();
  if (path == "/crow.js" && is_read(context.request.method)) {
    context.route = "/crow.js";
    co_return co_await get_asset(context, path);
  }
  if (path == "/dev/mail" && is_read(context.request.method)) {
    context.route = path;
    co_return co_await get_dev_mail(context);
  }
  const bool is_docs = path == "/docs" || path.starts_with("/docs/");
  if (!is_docs || !is_read(context.request.method)) co_await no_such_route();
  context.route = "/docs";
  const bool is_index = path == "/docs" || path == "/docs/";
  co_return co_await get_asset(context, is_index ? "/docs/index.html" : path);
}

}  // namespace

Task<Response> route_request(Context& context) {
  const Request& request = context.request;
  if (auto sound = check_path_and_sizes(request); !sound) {
    co_await admit(context);
    co_await std::move(sound);
  }
  if (!request.path.starts_with(kRoot)) co_return co_await route_elsewhere(context);

  std::string_view rest = std::string_view(request.path).substr(kRoot.size());
  const std::string_view first = split_off(rest, '/');
  if (is_preflight(request)) co_return answer_preflight(request);
  if (rest.empty() && (first == "health" || first == "ready")) {
    if (is_read(request.method)) co_return co_await get_platform_health(context);
    co_await admit(context);
    context.reply_headers.push_back({"allow", "GET, HEAD, OPTIONS"});
    co_await fail(ErrorCode::method_not_allowed, "Probes answer GET and HEAD.");
  }
  if (rest.empty() && first == "openapi.json" && is_read(request.method))
    co_return co_await get_asset(context, "/openapi/openapi.json");

  const Neighbour* neighbour =
      find_neighbour(request.method, std::string_view(request.path).substr(kRoot.size()));
  if ((!neighbour || neighbour->binding.empty()) && is_counted(request)) co_await admit(context);
  if (!neighbour) co_await no_such_route();
  context.route = neighbour->name;
  if (neighbour->binding.empty())
    co_await fail(ErrorCode::not_implemented,
                  concat("The service ", neighbour->name, " is not part of this deployment."));
  if (rest == "openapi.json" && is_read(request.method))
    co_return co_await get_asset(context, concat("/openapi/", neighbour->name, ".json"));

  if (first == "auth") {
    if (is_counted(request))
      co_await limit_auth(context, std::string_view(request.path).substr(kRoot.size() - 1));
    co_return co_await pass_to_auth(context, neighbour->binding);
  }
  co_return co_await pass_to_service(context, neighbour->binding);
}

}  // namespace crow::gateway
