#include "workers/auth/origin.h"

#include "shared/core/text.h"
#include "shared/identity/origin.h"
#include "shared/json/read.h"
#include "workers/auth/falsy.h"
#include "workers/auth/refusal.h"

namespace crow::auth {
namespace {

// C0 and C1 controls, which browsers drop or stumble over.
bool has_control(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7F) return true;
    if (byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0)
      return true;
  }
  return false;
}

Result<> check_sender(const Request& request) {
  std::string_view origin = request.header_or("origin", {});
  // A page of ours may be sandboxed and have no origin, but the browser says where it came from.
  if (origin == "null" && request.header_or("sec-fetch-site", {}) == "same-origin")
    origin = request.origin;
  if (origin.empty()) origin = request.header_or("referer", {});
  if (origin.empty() || origin == "null") return refuse(kMissingOrigin);
  if (!is_trusted_address(origin)) return refuse(kInvalidOrigin);
  return {};
}

struct Callbacks {
  std::optional<RawJson> callbackURL, redirectTo, errorCallbackURL, newUserCallbackURL;
  static constexpr auto fields =
      describe(field<&Callbacks::callbackURL>("callbackURL", ""),
               field<&Callbacks::redirectTo>("redirectTo", ""),
               field<&Callbacks::errorCallbackURL>("errorCallbackURL", ""),
               field<&Callbacks::newUserCallbackURL>("newUserCallbackURL", ""));
};

Result<> check_callback(const std::optional<RawJson>& value, std::string_view label,
                        std::string_view code) {
  if (!value || is_falsy(value->text)) return {};
  const auto address = json::read<std::string>(value->text);
  if (!address) return refuse(400, {}, concat("Invalid ", label, ": expected a string"));
  if (is_safe_path(*address) || is_trusted_address(*address)) return {};
  return refuse(403, code, concat("Invalid ", label));
}

}  // namespace

bool is_trusted_address(std::string_view address) {
  return !has_control(address) && is_trusted_origin(origin_of(address));
}

bool is_safe_path(std::string_view address) {
  if (!address.starts_with('/') || address.starts_with("//")) return false;
  if (address.find('\\') != address.npos || has_control(address)) return false;
  const std::string path = to_lower(address.substr(0, address.find_first_of("?#")));
  return path.find("%2f") == path.npos && path.find("%5c") == path.npos;
}

Result<> check_origin(const Request& request) {
  return request.header("cookie") ? check_sender(request) : Result<>();
}

Result<> check_form_origin(const Request& request) {
  if (request.header("cookie")) return check_sender(request);
  const std::string_view site = trim(request.header_or("sec-fetch-site", {}));
  const std::string_view mode = trim(request.header_or("sec-fetch-mode", {}));
  const std::string_view destination = trim(request.header_or("sec-fetch-dest", {}));
  if (!site.empty() || !mode.empty() || !destination.empty()) {
    if (site == "cross-site" && mode == "navigate") return refuse(kCrossSiteLogin);
    return check_sender(request);
  }
  const bool has_sender =
      !request.header_or("origin", {}).empty() || !request.header_or("referer", {}).empty();
  return has_sender ? check_sender(request) : Result<>();
}

Result<> check_callbacks(const Request& request, const std::string& body) {
  Callbacks callbacks;
  const auto outcome =
      json::read(body, kTypeOf<Callbacks>, &callbacks, {.unknown = json::Unknown::ignored});
  if (!outcome) {
    // Another value than an object has no addresses; what is wrong with it is told later.
    for (const Violation& violation : outcome.error().violations)
      if (violation.rule != Rule::type) return refuse(kInvalidJson);
    return {};
  }
  if (!callbacks.callbackURL) {
    const auto query = TRY(parse_form(request.query));
    for (const auto& [name, value] : query)
      if (name == "callbackURL") TRY(check_callback_url(value));
  }
  TRY(check_callback(callbacks.callbackURL, "callbackURL", "INVALID_CALLBACK_URL"));
  TRY(check_callback(callbacks.redirectTo, "redirectURL", "INVALID_REDIRECT_URL"));
  TRY(check_callback(callbacks.errorCallbackURL, "errorCallbackURL", "INVALID_ERROR_CALLBACK_URL"));
  TRY(check_callback(callbacks.newUserCallbackURL, "newUserCallbackURL",
                     "INVALID_NEW_USER_CALLBACK_URL"));
  return {};
}

Result<> check_callback_url(std::string_view address) {
  if (address.empty() || is_safe_path(address) || is_trusted_address(address)) return {};
  return refuse(403, "INVALID_CALLBACK_URL", "Invalid callbackURL");
}

}  // namespace crow::auth
