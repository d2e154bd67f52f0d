// Who may send what a browser sends by itself: cookies, forms, redirects. Better Auth's rules
// (origin check, fetch metadata, trusted callback addresses).
#pragma once

#include <string>
#include <string_view>

#include "shared/core/error.h"
#include "shared/http/message.h"

namespace crow::auth {

// Whether an absolute address leads to the platform or to an origin that the deployment trusts.
bool is_trusted_address(std::string_view address);

// A path on the page that asked: "/home?a=1", and nothing that a browser takes for another host.
bool is_safe_path(std::string_view address);

// A change that comes with cookies must come from a trusted page.
//
// Errors: MISSING_OR_NULL_ORIGIN, INVALID_ORIGIN.
Result<> check_origin(const Request& request);

// Signing in must come from a trusted page even without cookies, when a browser sent it: else a
// foreign page signs its visitor in as somebody else.
//
// Errors: those of check_origin, CROSS_SITE_NAVIGATION_LOGIN_BLOCKED.
Result<> check_form_origin(const Request& request);

// Addresses that a page is to be sent to: callbackURL, redirectTo, errorCallbackURL,
// newUserCallbackURL of a JSON body, which must be an object to have any.
//
// Errors: BAD_REQUEST for a body that is not JSON, INVALID_CALLBACK_URL and its kin.
Result<> check_callbacks(const Request& request, const std::string& body);

// The same for the callbackURL of a link; an empty one leads nowhere.
//
// Errors: INVALID_CALLBACK_URL.
Result<> check_callback_url(std::string_view address);

}  // namespace crow::auth
