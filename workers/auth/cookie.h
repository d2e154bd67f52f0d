// The cookies of a session: signed, and named and scoped as the contract says.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/service/context.h"

namespace crow::auth {

inline constexpr std::string_view kSessionCookie = "better-auth.session_token";
inline constexpr std::string_view kSessionDataCookie = "better-auth.session_data";
inline constexpr std::string_view kDontRememberCookie = "better-auth.dont_remember";

// "<value>.<signature>", the signature being base64 of HMAC-SHA256 under AUTH_SECRET.
//
// Errors: internal, when the deployment has no AUTH_SECRET of 32 characters.
Result<std::string> sign_value(std::string_view value);

// The value of a signed one; absent when the signature is not ours.
Result<std::optional<std::string>> verify_value(std::string_view signed_value);

// The secret that signs cookies and seals keys.
Result<std::string_view> auth_secret();

// The verified value of a cookie of the request, under its own name or the one that Better Auth
// gives it by https; absent when there is none or its signature is not ours.
Result<std::optional<std::string>> read_cookie(const Request& request, std::string_view name);

// Sets the session's cookie. `is_brief` sessions end with the browser; without a value, what the
// request's own cookies say stays.
Result<> set_session_cookie(Context& context, std::string_view token,
                            std::optional<bool> is_brief = std::nullopt);

// Deletes all three.
void delete_session_cookies(Context& context);

}  // namespace crow::auth
