#include "workers/gateway/headers.h"

#include "shared/core/id.h"
#include "shared/core/text.h"
#include "shared/identity/origin.h"
#include "workers/gateway/write-key.h"

namespace crow::gateway {
namespace {

constexpr std::string_view kApiPolicy = "default-src 'none'; frame-ancestors 'none'";

bool is_request_id(std::string_view id) {
  constexpr std::string_view kAllowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
  return !id.empty() && id.size() <= 128 && id.find_first_not_of(kAllowed) == id.npos;
}

// W3C Trace Context, 3.2: version 00, and ids that are not all zeros.
bool is_traceparent(std::string_view value) {
  constexpr std::string_view kHex = "0123456789abcdef";
  if (value.size() != 55 || !value.starts_with("00-") || value[35] != '-' || value[52] != '-')
    return false;
  for (const auto& [at, length] : {std::pair{3, 32}, {36, 16}, {53, 2}}) {
    const auto part = value.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(length));
    if (part.find_first_not_of(kHex) != part.npos) return false;
    if (length > 2 && part.find_first_not_of('0') == part.npos) return false;
  }
  return true;
}

void set_header(Request& request, std::string_view name, std::string value) {
  std::erase_if(request.headers, [&](const Header& header) { return header.name == name; });
  request.headers.push_back({std::string(name), std::move(value)});
}

void allow_origin(const Request& request, std::vector<Header>& headers) {
  const std::string_view origin = request.header_or("origin", {});
  if (origin.empty()) return;
  if (carries_write_key(request)) {
    headers.push_back({"access-control-allow-origin", "*"});
    return;
  }
  headers.push_back({"vary", "Origin"});
  if (!is_trusted_origin(origin)) return;
  headers.push_back({"access-control-allow-origin", std::string(origin)});
  headers.push_back({"access-control-allow-credentials", "true"});
}

}  // namespace

void prepare(Context& context) {
  Request& request = context.request;
  std::string id(request.header_or("x-request-id", {}));
  if (!is_request_id(id)) id = make_id("req", context.now(), random_bytes(10));
  if (!is_traceparent(request.header_or("traceparent", {})))
    set_header(request, "traceparent",
               concat("00-", hex(random_bytes(16)), '-', hex(random_bytes(8)), "-01"));
  set_header(request, "x-request-id", id);
  context.services = Services(
      context.host,
      {{"x-request-id", id}, {"traceparent", std::string(request.header_or("traceparent", {}))}});

  std::vector<Header>& headers = context.reply_headers;
  headers.push_back({"x-request-id", std::move(id)});
  headers.push_back({"x-content-type-options", "nosniff"});
  headers.push_back({"referrer-policy", "no-referrer"});
  headers.push_back({"x-frame-options", "DENY"});
  headers.push_back({"content-security-policy", std::string(kApiPolicy)});
  if (variable_or("BASE_URL", {}).starts_with("https:"))
    headers.push_back({"strict-transport-security", "max-age=63072000; includeSubDomains"});
  allow_origin(request, headers);
  if (request.header("origin") && !is_preflight(request))
    headers.push_back({"access-control-expose-headers",
                       "x-request-id, x-ratelimit-limit, x-ratelimit-remaining, "
                       "x-ratelimit-reset, ratelimit, ratelimit-policy, retry-after, "
                       "idempotent-replayed, "
                       "set-auth-jwt, set-auth-token"});
}

bool is_preflight(const Request& request) {
  return request.method == Method::options && request.header("origin") &&
         request.header("access-control-request-method");
}

Response answer_preflight(const Request& request) {
  Response response{.status = 204};
  if (carries_write_key(request)) {
    response.with("access-control-allow-methods", "POST");
    response.with("access-control-allow-headers", "content-type");
    return response.with("access-control-max-age", "86400");
  }
  if (!is_trusted_origin(request.header_or("origin", {}))) return response;
  response.with("access-control-allow-methods", "GET, HEAD, POST, PUT, PATCH, DELETE");
  response.with("access-control-allow-headers",
                "content-type, authorization, x-api-key, apikey, x-request-id, x-error-format, "
                "idempotency-key, traceparent");
  response.with("access-control-max-age", "7200");
  return response;
}

std::vector<Header> stripped(const Context& context) {
  constexpr std::string_view kOurs[] = {"authorization",  "x-api-key",         "apikey",
                                        "x-internal-key", "x-organization-id", "x-user-id",
                                        "x-refusal"};
  const Request& request = context.request;
  std::vector<Header> edits;
  // Each edit is a call into the platform: only what the client sent has to go.
  for (const std::string_view name : kOurs)
    if (request.header(name)) edits.push_back({std::string(name), ""});
  for (const std::string_view name : {"x-request-id", "traceparent"})
    edits.push_back({std::string(name), std::string(request.header_or(name, {}))});
  if (request.header("cf-connecting-ip") && variable_or("BEHIND_CLOUDFLARE", {}) != "true")
    edits.push_back({"cf-connecting-ip", ""});
  return edits;
}

}  // namespace crow::gateway
