// Which web origins may act with a visitor's cookies: the deployment's own, and those of the
// variable TRUSTED_ORIGINS. The gateway asks for CORS, auth for CSRF.
#pragma once

#include <string_view>

namespace crow {

// "https://app.crowai.dev" of "https://app.crowai.dev/sign-in?x"; empty when it is no http(s) URL.
std::string_view origin_of(std::string_view url);

// True for the origin of BASE_URL, for the entries of TRUSTED_ORIGINS ("https://*.crowai.dev"
// stands for every subdomain, "*.crowai.dev" for any scheme), and in ENVIRONMENT=local for
// localhost and 127.0.0.1 on the port of BASE_URL. Origins compare without regard to ASCII case.
bool is_trusted_origin(std::string_view origin);

}  // namespace crow
