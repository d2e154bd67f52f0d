#include "shared/openapi/responses.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/openapi/replies.h"

namespace crow::openapi {
namespace {

enum class Shape : std::uint8_t { ours, better_auth, either };

struct Refusal {
  std::string_view name;
  std::string_view description;
  Shape shape = Shape::ours;
  bool is_limit = false;
};

constexpr Refusal kRefusals[] = {
    {"BadRequest",
     "The path, a header, a parameter or the body breaks a rule; `details` names it."},
    {"Unauthorized", "No credential, or one that is not valid (any more)."},
    {"Forbidden",
     "The caller is known but may not: another organization, no active organization, too low a "
     "role, or a permission that is switched off."},
    {"NotFound", "There is no such thing, or it belongs to someone else."},
    {"Conflict", "The present state forbids it, or the same Idempotency-Key is in flight."},
    {"PayloadTooLarge", "The body is larger than this operation takes."},
    {"UnsupportedMediaType", "The body's Content-Type is not one that this operation reads."},
    {"IdempotencyMismatch", "The Idempotency-Key came with another body before."},
    {"RateLimited", "Too many requests; `Retry-After` says when to come again.", Shape::ours, true},
    {"Failure", "Any other error: 405, 406, 413, 500, 501, 503."},
    {"AuthBadRequest", "The body or the query breaks a rule.", Shape::better_auth},
    {"AuthUnauthorized", "Nobody is signed in.", Shape::better_auth},
    {"AuthForbidden", "The page's origin is not trusted, or the caller may not.",
     Shape::better_auth},
    {"AuthUnsupportedMediaType", "The body's Content-Type is not one that this operation reads.",
     Shape::better_auth},
    {"AuthFailure", "Any other error; `code` says which.", Shape::either},
};

struct Header {
  std::string_view name;
  std::string_view description;
  std::string_view schema;
};

constexpr std::string_view kCount = R"({"type":"integer","minimum":0})";

constexpr std::string_view kText = R"({"type":"string"})";

constexpr Header kHeaders[] = {
    {"X-Request-Id", "Names this request in our logs; tell it when you ask for help.",
     R"({"type":"string"})"},
    {"X-RateLimit-Limit", "Requests per minute.", kCount},
    {"X-RateLimit-Remaining", "Requests left in this minute.", kCount},
    {"X-RateLimit-Reset", "When the minute ends, in seconds since 1970.", kCount},
    {"RateLimit-Policy", "The limits: how many requests (`q`) in how many seconds (`w`).", kText},
    {"RateLimit", "Of each, what is left (`r`) for how many seconds (`t`).", kText},
    {"Retry-After", "Seconds until it makes sense to come again.", kCount},
    {"Set-Cookie", "The session cookie, when the call begins, renews or ends a session.",
     R"({"type":"string"})"},
};

constexpr std::string_view kSchemes[] = {"apiKey", "bearer", "session", "writeKey"};

void write_scheme(json::Writer& out, std::string_view scheme) {
  out.begin_object();
  if (scheme == "bearer") {
    out.member("type", "http").member("scheme", "bearer").member("bearerFormat", "crow_…");
    out.member("description", "The same API key as `Authorization: Bearer crow_…`.");
  } else if (scheme == "apiKey") {
    out.member("type", "apiKey").member("in", "header").member("name", "X-API-Key");
    out.member("description",
               "An API key (`crow_…`). It acts for the organization that was active when it was "
               "made. The headers `ApiKey: crow_…` and `Authorization: ApiKey crow_…` mean the "
               "same.");
  } else if (scheme == "writeKey") {
    out.member("type", "apiKey").member("in", "query").member("name", "key");
    out.member("description",
               "A write key (`crowpk_…`), for web pages: it sends events and reads nothing.");
  } else {
    out.member("type", "apiKey").member("in", "cookie").member("name", "better-auth.session_token");
    out.member("description",
               "The session cookie that signing in sets. It acts for the session's active "
               "organization.");
  }
  out.end_object();
}

void write_key_parameter(json::Writer& out) {
  using Key = Text<1, 255>;
  out.begin_object().member("name", "Idempotency-Key").member("in", "header");
  out.member("description",
             "Your name for this attempt. Sent again within 24 hours with the same body, it gets "
             "the first answer once more, marked `Idempotent-Replayed: true`, and nothing is done "
             "twice.");
  out.key("schema").raw(Schemas().of(kTypeOf<Key>, Use::input)).end_object();
}

void write_references(json::Writer& out, std::string_view kind,
                      std::initializer_list<std::string_view> names,
                      std::set<std::string_view>& used) {
  for (const std::string_view name : names) {
    used.insert(name);
    out.key(name).begin_object();
    out.member("$ref", concat("#/components/", kind, "/", name)).end_object();
  }
}

void write_refusal(json::Writer& out, const Refusal& refusal, Schemas& schemas) {
  const auto ours = [&] { return schemas.of(kTypeOf<ErrorReply>, Use::output); };
  const auto better_auth = [&] { return schemas.of(kTypeOf<AuthErrorReply>, Use::output); };
  out.begin_object().member("description", refusal.description).key("headers").begin_object();
  std::set<std::string_view> used;
  write_references(out, "headers", {"X-Request-Id"}, used);
  if (refusal.is_limit)
    write_references(out, "headers",
                     {"Retry-After", "X-RateLimit-Limit", "X-RateLimit-Remaining",
                      "X-RateLimit-Reset", "RateLimit-Policy", "RateLimit"},
                     used);
  out.end_object();
  out.key("content").begin_object().key("application/json").begin_object().key("schema");
  switch (refusal.shape) {
    case Shape::ours:
      out.raw(ours());
      break;
    case Shape::better_auth:
      out.raw(better_auth());
      break;
    case Shape::either:
      out.begin_object().key("anyOf").begin_array().raw(better_auth()).raw(ours()).end_array();
      out.end_object();
      break;
  }
  out.end_object().end_object().end_object();
}

// True for the routes that read the session cookie, and with it may renew it, and for those that
// begin or end a session.
bool touches_cookie(const Operation& operation) {
  return operation.access == Access::session || operation.path.starts_with("/auth/sign-") ||
         operation.path == "/auth/get-session";
}

// True when the path names a thing that may not be there. The caller's own organization is: another
// one is 403.
bool names_a_thing(const Operation& operation) {
  const auto parameters = std::ranges::count(operation.path, '{');
  return parameters > (operation.organization.empty() ? 0 : 1);
}

}  // namespace

bool is_better_auth(const Operation& operation) { return operation.path.starts_with("/auth/"); }

bool is_uncounted(const Operation& operation) {
  return operation.access == Access::anyone &&
         (operation.path.ends_with("/health") || operation.path.ends_with("/ready") ||
          operation.path.ends_with("/jwks"));
}

bool is_repeatable(const Operation& operation) {
  return takes_idempotency_key(operation) && !is_better_auth(operation);
}

bool has_body(Method method) {
  return method == Method::post || method == Method::put || method == Method::patch;
}

std::vector<std::pair<std::string_view, std::string_view>> SharedParts::refusals(const Entry& entry,
                                                                                 bool takes_body) {
  const Operation& operation = entry.operation;
  const bool is_auth = is_better_auth(operation) && !is_uncounted(operation);
  const bool needs_caller = operation.access != Access::anyone;
  std::vector<std::pair<std::string_view, std::string_view>> out;
  const auto add = [&](bool applies, std::string_view status, std::string_view name) {
    if (applies) out.emplace_back(status, name);
  };
  add(true, "400", is_auth ? "AuthBadRequest" : "BadRequest");
  add(needs_caller, "401", is_auth ? "AuthUnauthorized" : "Unauthorized");
  // A POST with a cookie from a page that is not trusted is refused, whoever calls.
  add(is_auth ? needs_caller || operation.method == Method::post : needs_caller, "403",
      is_auth ? "AuthForbidden" : "Forbidden");
  add(!is_auth && names_a_thing(operation), "404", "NotFound");
  add(is_repeatable(operation), "409", "Conflict");
  add(!is_auth && takes_body, "413", "PayloadTooLarge");
  add(takes_body, "415", is_auth ? "AuthUnsupportedMediaType" : "UnsupportedMediaType");
  add(is_repeatable(operation), "422", "IdempotencyMismatch");
  add(!is_uncounted(operation), "429", "RateLimited");
  add(true, "default", is_auth ? "AuthFailure" : "Failure");
  return out;
}

void SharedParts::write_refusals(json::Writer& out, const Entry& entry, bool takes_body) {
  for (const auto& [status, name] : refusals(entry, takes_body)) {
    responses_.insert(name);
    out.key(status).begin_object();
    out.member("$ref", concat("#/components/responses/", name)).end_object();
  }
}

void SharedParts::write_headers(json::Writer& out, const Operation& operation) {
  out.key("headers").begin_object();
  write_references(out, "headers", {"X-Request-Id"}, headers_);
  if (!is_uncounted(operation))
    write_references(out, "headers",
                     {"X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset",
                      "RateLimit-Policy", "RateLimit"},
                     headers_);
  if (touches_cookie(operation)) write_references(out, "headers", {"Set-Cookie"}, headers_);
  out.end_object();
}

void SharedParts::write_security(json::Writer& out, const Operation& operation) {
  out.key("security").begin_array();
  const auto allow = [&](std::string_view scheme) {
    schemes_.insert(scheme);
    out.begin_object().key(scheme).begin_array().end_array().end_object();
  };
  if (operation.access == Access::member || operation.access == Access::admin ||
      operation.access == Access::writer) {
    allow("apiKey");
    allow("bearer");
  }
  if (operation.access == Access::writer) allow("writeKey");
  if (operation.access != Access::anyone) allow("session");
  out.end_array();
}

void SharedParts::write_idempotency_key(json::Writer& out) {
  uses_key_ = true;
  out.begin_object().member("$ref", "#/components/parameters/IdempotencyKey").end_object();
}

void SharedParts::write_components(json::Writer& out, Schemas& schemas) const {
  std::set<std::string_view> headers = headers_;
  if (uses_key_) {
    out.key("parameters").begin_object().key("IdempotencyKey");
    write_key_parameter(out);
    out.end_object();
  }
  out.key("responses").begin_object();
  for (const Refusal& refusal : kRefusals) {
    if (!responses_.contains(refusal.name)) continue;
    out.key(refusal.name);
    write_refusal(out, refusal, schemas);
    headers.insert("X-Request-Id");
    if (refusal.is_limit)
      headers.insert({"Retry-After", "X-RateLimit-Limit", "X-RateLimit-Remaining",
                      "X-RateLimit-Reset", "RateLimit-Policy", "RateLimit"});
  }
  out.end_object().key("headers").begin_object();
  for (const Header& header : kHeaders) {
    if (!headers.contains(header.name)) continue;
    out.key(header.name).begin_object().member("description", header.description);
    out.key("schema").raw(header.schema).end_object();
  }
  out.end_object();
  if (schemes_.empty()) return;
  out.key("securitySchemes").begin_object();
  for (const std::string_view scheme : kSchemes) {
    if (!schemes_.contains(scheme)) continue;
    out.key(scheme);
    write_scheme(out, scheme);
  }
  out.end_object();
}

}  // namespace crow::openapi
