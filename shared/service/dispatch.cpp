// From a request to the operation that answers it. The refusals come in the contract's order: 404
// of the route, 401, 405, 403, then (in read_input) 415, 413, 400; the limit comes first, at the
// gateway.
#include <algorithm>

#include "shared/core/text.h"
#include "shared/identity/token.h"
#include "shared/service/idempotency.h"
#include "shared/service/jobs.h"
#include "shared/service/service.h"

namespace crow {
namespace {

constexpr std::string_view kRoot = "/api/v1";

struct Match {
  const Endpoint* endpoint;
  PathParameters parameters;
};

bool needs_organization(Access access) {
  return access == Access::member || access == Access::admin || access == Access::writer;
}

bool is_internal(const Operation& operation) { return operation.access == Access::service; }

// All endpoints whose path matches as literally as the best one does: they differ in method only.
std::vector<Match> find_matches(const Service& service, std::string_view path) {
  std::vector<Match> matches;
  const bool is_api = path.starts_with(kRoot) && path.size() > kRoot.size();
  for (const Endpoint& endpoint : service.endpoints) {
    const Operation& operation = *endpoint.operation;
    if (!is_api && !is_internal(operation)) continue;
    const std::string_view own = is_internal(operation) ? path : path.substr(kRoot.size());
    auto parameters = match_path(operation.path, own);
    if (!parameters) continue;
    if (!matches.empty()) {
      const std::string_view best = matches.front().endpoint->operation->path;
      if (is_more_literal(best, operation.path)) continue;
      if (is_more_literal(operation.path, best)) matches.clear();
    }
    matches.push_back({&endpoint, std::move(*parameters)});
  }
  return matches;
}

std::string allowed_methods(const std::vector<Match>& matches) {
  std::string out;
  const auto add = [&](std::string_view name) {
    if (!out.empty()) out += ", ";
    out += name;
  };
  for (const Match& match : matches) {
    add(name_of(match.endpoint->operation->method));
    if (match.endpoint->operation->method == Method::get) add("HEAD");
  }
  add("OPTIONS");
  return out;
}

std::unexpected<Error> not_found() {
  return fail(ErrorCode::not_found, "There is no such route; /docs lists them all.");
}

Task<> authenticate(Context& context, const Service& service, Access access) {
  const Request& request = context.request;
  if (access == Access::anyone || access == Access::session) co_return;
  if (access == Access::service) {
    co_await require(is_internal_key(request.header_or("x-internal-key", {})),
                     ErrorCode::unauthenticated, "This operation is for services.");
    co_return;
  }
  if (access == Access::writer && service.admit_writer && co_await service.admit_writer(context))
    co_return;
  const std::string_view authorization = request.header_or("authorization", {});
  constexpr std::string_view kScheme = "Bearer ";
  if (!authorization.starts_with(kScheme)) {
    // The gateway says why it could not name a caller.
    const std::string_view reason = request.header_or(
        "x-refusal", "Authentication is required: send a session cookie or an API key.");
    co_await fail(ErrorCode::unauthenticated, std::string(reason));
  }
  context.caller =
      co_await caller_of_token(context.host, authorization.substr(kScheme.size()), service.auth);
}

Result<> authorize(const Context& context, const Operation& operation) {
  if (!needs_organization(operation.access)) return {};
  const Caller& caller = context.caller;
  if (caller.organization_id.empty())
    return fail(ErrorCode::permission_denied,
                "This session has no active organization: create one, or set one active.");
  if (!operation.organization.empty() &&
      context.request.parameter(operation.organization) != caller.organization_id)
    return fail(ErrorCode::permission_denied, "This organization is not the caller's.");
  if (operation.access == Access::admin && !caller.is_admin())
    return fail(ErrorCode::permission_denied, "Only an owner or admin may do this.");
  if (operation.permission && !caller.permissions.has(*operation.permission)) {
    auto refusal = fail(ErrorCode::permission_denied, concat("The caller lacks the permission ",
                                                             name_of(*operation.permission), '.'));
    refusal.error().notes.emplace_back("permission", name_of(*operation.permission));
    return refusal;
  }
  return {};
}

Response health_response(const Service& service, bool is_well) {
  json::Writer out;
  out.begin_object();
  out.member("status", is_well ? "ok" : "unavailable").member("service", service.name);
  out.member("version", variable_or("VERSION", "0.0.0")).end_object();
  Response response = json_response(out.take(), is_well ? 200 : 503);
  response.with("cache-control", "no-store");
  return response;
}

Task<> ping(Context& context) { return context.database.ping(); }

// With what it needs of its tables: a service whose migrations lack them never becomes ready.
Task<bool> is_ready(Context& context, const Service& service) {
  const auto outcome = co_await detail::run_each(
                           context, {service.database.empty() ? nullptr : &ping,
                                     service.idempotency ? service.idempotency->check : nullptr,
                                     service.jobs ? service.jobs->check : nullptr})
                           .as_result();
  co_return outcome.has_value();
}

// GET /api/v1/<service>/health says that the worker runs; /ready that it can work.
Task<std::optional<Response>> answer_probe(Context& context, const Service& service) {
  std::string_view path = context.request.path;
  const bool is_own = path.starts_with(kRoot) && path.substr(kRoot.size()).starts_with('/') &&
                      path.substr(kRoot.size() + 1).starts_with(service.name);
  if (!is_own) co_return std::optional<Response>();
  path.remove_prefix(kRoot.size() + 1 + service.name.size());
  const bool is_health = path == "/health";
  if (!is_health && path != "/ready") co_return std::optional<Response>();
  context.route = is_health ? "/health" : "/ready";
  const Method method = context.request.method;
  if (method == Method::options)
    co_return std::optional(Response{.status = 204}.with("allow", "GET, HEAD, OPTIONS"));
  if (method != Method::get && method != Method::head) {
    context.reply_headers.push_back({"allow", "GET, HEAD, OPTIONS"});
    co_await fail(ErrorCode::method_not_allowed, "Probes answer GET and HEAD.");
  }
  const bool is_well = is_health || co_await is_ready(context, service);
  co_return std::optional(health_response(service, is_well));
}

Task<Response> answer(Context& context, const Service& service) {
  auto probe = co_await answer_probe(context, service);
  if (probe) co_return std::move(*probe);

  Request& request = context.request;
  const auto matches = find_matches(service, request.path);
  if (matches.empty()) {
    if (service.fallback) co_return co_await service.fallback(context);
    co_await not_found();
  }
  const Operation& first = *matches.front().endpoint->operation;
  context.route = first.path;
  if (request.method == Method::options && service.answers_head_and_options)
    co_return Response{.status = 204}.with("allow", allowed_methods(matches));

  const bool is_head = request.method == Method::head && service.answers_head_and_options;
  const Method method = is_head ? Method::get : request.method;
  const auto found = std::ranges::find_if(
      matches, [&](const Match& match) { return match.endpoint->operation->method == method; });
  const Operation& operation = found == matches.end() ? first : *found->endpoint->operation;
  co_await authenticate(context, service, operation.access);
  if (found == matches.end()) {
    if (!service.answers_head_and_options) co_await not_found();
    context.reply_headers.push_back({"allow", allowed_methods(matches)});
    co_await fail(ErrorCode::method_not_allowed,
                  concat("This route does not answer that method; it answers ",
                         allowed_methods(matches), '.'));
  }
  request.parameters = found->parameters;
  co_await authorize(context, operation);
  if (service.negotiates && !accepts(request.header_or("accept", {}), operation.answers))
    co_await fail(ErrorCode::not_acceptable, concat("This route answers ", operation.answers, '.'));
  if (service.guard) co_await service.guard(context);
  const Endpoint& endpoint = *found->endpoint;
  const bool is_once = service.idempotency && endpoint.reads_input &&
                       takes_idempotency_key(operation) && request.header("idempotency-key");
  co_return co_await (is_once ? service.idempotency->serve(context, endpoint)
                              : endpoint.serve(context));
}

}  // namespace

namespace detail {

Task<> run_each(Context& context, std::array<Task<> (*)(Context&), 3> parts) {
  Result<> outcome;
  for (auto* part : parts) {
    if (!part) continue;
    auto result = co_await part(context).as_result();
    if (outcome) outcome = std::move(result);
  }
  co_await std::move(outcome);
}

}  // namespace detail

Task<Response> dispatch(Context& context, const Service& service) {
  std::string& path = context.request.path;
  if (path.find('%') != path.npos) path = normalize_path(path);
  if (service.prepare) service.prepare(context);
  auto outcome = co_await answer(context, service).as_result();
  Response response = outcome ? std::move(*outcome) : Response{};
  if (!outcome) {
    const auto render = service.error_response ? service.error_response : &error_response;
    response = render(outcome.error(), context.request);
    context.failure = std::move(outcome.error());
  }
  for (Header& header : context.reply_headers) response.headers.push_back(std::move(header));
  co_return response;
}

}  // namespace crow
