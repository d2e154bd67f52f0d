#include "workers/gateway/credentials.h"

#include "shared/core/text.h"
#include "shared/identity/origin.h"

namespace crow::gateway {
namespace {

constexpr std::size_t kLengthMax = 1'024;

std::unexpected<Error> several() {
  return fail(ErrorCode::invalid_argument,
              "The request carries several credentials; send a session cookie or one API key.");
}

bool is_malformed(std::string_view value) {
  return value.size() > kLengthMax || !is_utf8(value) || value.contains('\0');
}

Credential key(std::string_view value) {
  Credential found{auth::CredentialKind::key, std::string(value)};
  if (value.empty() || is_malformed(value)) found.refusal = "The API key is malformed.";
  return found;
}

// RFC 9110, 11.6.2: a scheme, a space, the credential.
Credential from_authorization(std::string_view header) {
  std::string_view rest = header;
  const std::string_view scheme = split_off(rest, ' ');
  rest = trim(rest);
  const bool is_bearer = equals_ignoring_case(scheme, "bearer");
  if (!is_bearer && !equals_ignoring_case(scheme, "apikey")) {
    Credential unknown = key({});
    unknown.refusal = "Authorization must be Bearer or ApiKey with an API key.";
    return unknown;
  }
  Credential found = key(rest);
  // A JWT is for services that verify it themselves, and the internal token never comes from
  // outside.
  if (is_bearer && !rest.starts_with("crow_") && rest.find('.') != rest.npos)
    found.refusal = "Tokens are not accepted here; send a session cookie or an API key.";
  return found;
}

// Whether a page that is not ours may have sent this with a visitor's cookie. SameSite=Lax keeps
// other sites out, but not other hosts of ours, which may serve what others wrote. Browsers name
// the origin of whatever changes something; who names none is no browser.
bool is_from_foreign_page(const Request& request) {
  if (request.method == Method::get || request.method == Method::head) return false;
  const std::string_view site = request.header_or("sec-fetch-site", {});
  const std::string_view origin = request.header_or("origin", {});
  if (origin == "null") return site != "same-origin";
  if (!origin.empty()) return !is_trusted_origin(origin);
  if (const auto referer = request.header("referer"))
    return !is_trusted_origin(origin_of(*referer));
  return !site.empty() && site != "same-origin" && site != "none";
}

std::optional<Credential> from_cookie(const Request& request) {
  const std::string_view cookies = request.header_or("cookie", {});
  for (const std::string_view name :
       {"__Secure-better-auth.session_token", "better-auth.session_token"}) {
    const auto raw = cookie(cookies, name);
    if (!raw || raw->empty()) continue;
    auto value = percent_decode(*raw, false);
    Credential found{auth::CredentialKind::session, value.value_or("")};
    if (!value || is_malformed(found.value))
      found.refusal = "The session cookie is malformed.";
    else if (is_from_foreign_page(request))
      found.refusal = "Pages of this origin may not act with a session.";
    return found;
  }
  return std::nullopt;
}

}  // namespace

Result<std::optional<Credential>> find_credential(const Request& request) {
  std::optional<Credential> found = from_cookie(request);
  const auto add = [&](Credential other) -> Result<> {
    // Two headers of one name arrive joined by a comma, which no key contains.
    if (other.value.find(',') != std::string::npos) return several();
    if (found && (found->kind != other.kind || found->value != other.value)) return several();
    found = std::move(other);
    return {};
  };
  for (const std::string_view name : {"x-api-key", "apikey"})
    if (const auto value = request.header(name)) TRY(add(key(trim(*value))));
  if (const auto value = request.header("authorization"))
    TRY(add(from_authorization(trim(*value))));
  return found;
}

}  // namespace crow::gateway
