#include "workers/auth/cookie.h"

#include "shared/core/text.h"
#include "shared/host/crypto.h"

namespace crow::auth {
namespace {

constexpr std::size_t kSignatureLength = 44;
constexpr std::string_view kSecurePrefix = "__Secure-";
constexpr int kSessionSeconds = 7 * 24 * 60 * 60;

// Which hosts get the cookie: the whole domain in production, unless the deployment names another.
std::string_view cookie_domain() {
  const std::string_view environment = variable_or("ENVIRONMENT", {});
  if (environment == "local") return {};
  return variable_or("COOKIE_DOMAIN", environment == "production" ? ".crowai.dev" : "");
}

void add_cookie(Context& context, std::string_view name, std::string_view value,
                std::optional<int> seconds) {
  std::string line = concat(name, '=', value);
  if (seconds) line += concat("; Max-Age=", *seconds);
  if (const std::string_view domain = cookie_domain(); !domain.empty())
    line += concat("; Domain=", domain);
  line += "; Path=/; HttpOnly";
  if (variable_or("BASE_URL", {}).starts_with("https://")) line += "; Secure";
  line += "; SameSite=Lax";
  context.reply_headers.push_back({"set-cookie", std::move(line)});
}

// A cookie's value as it was before it was encoded: some clients put quotes around it.
std::string decoded(std::string_view value) {
  if (value.starts_with('"')) value = value.substr(1, value.size() > 1 ? value.size() - 2 : 0);
  return percent_decode(value, false).value_or(std::string(value));
}

}  // namespace

Result<std::string_view> auth_secret() {
  const std::string_view secret = variable_or("AUTH_SECRET", {});
  if (secret.size() >= 32) [[likely]]
    return secret;
  return fail(ErrorCode::internal, "The service is not configured.",
              "AUTH_SECRET must have at least 32 characters");
}

Result<std::string> sign_value(std::string_view value) {
  const std::string_view secret = TRY(auth_secret());
  return concat(value, '.', base64(crypto::hmac_sha256(secret, value)));
}

Result<std::optional<std::string>> verify_value(std::string_view signed_value) {
  const auto dot = signed_value.rfind('.');
  if (dot == signed_value.npos || dot == 0) return std::nullopt;
  const std::string_view value = signed_value.substr(0, dot);
  if (signed_value.size() - dot - 1 != kSignatureLength) return std::nullopt;
  const std::string expected = TRY(sign_value(value));
  if (!equal_in_constant_time(signed_value, expected)) return std::nullopt;
  return std::string(value);
}

Result<std::optional<std::string>> read_cookie(const Request& request, std::string_view name) {
  const std::string_view header = request.header_or("cookie", {});
  auto value = cookie(header, name);
  if (!value) value = cookie(header, concat(kSecurePrefix, name));
  if (!value) return std::nullopt;
  return verify_value(decoded(*value));
}

Result<> set_session_cookie(Context& context, std::string_view token,
                            std::optional<bool> is_brief) {
  const bool was_brief = TRY(read_cookie(context.request, kDontRememberCookie)).has_value();
  const bool is_brief_now = is_brief.value_or(was_brief);
  const std::string value = percent_encode(TRY(sign_value(token)));
  add_cookie(context, kSessionCookie, value,
             is_brief_now ? std::nullopt : std::optional(kSessionSeconds));
  if (is_brief_now)
    add_cookie(context, kDontRememberCookie, percent_encode(TRY(sign_value("true"))), std::nullopt);
  else if (was_brief)
    add_cookie(context, kDontRememberCookie, {}, 0);
  return {};
}

void delete_session_cookies(Context& context) {
  for (const std::string_view name : {kSessionCookie, kSessionDataCookie, kDontRememberCookie})
    add_cookie(context, name, {}, 0);
}

}  // namespace crow::auth
