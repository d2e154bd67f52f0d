#include "workers/gateway/counted.h"

#include <algorithm>

#include "shared/core/text.h"

namespace crow::gateway {

bool is_counted(const Request& request) {
  if (request.method != Method::get && request.method != Method::head) return true;
  constexpr std::string_view kRoot = "/api/v1/";
  constexpr std::string_view kFolders[] = {"/docs/", "/.well-known/", "/api/v1/products/images/",
                                           "/api/v1/users/pictures/"};
  constexpr std::string_view kPaths[] = {"/docs", "/crow.js", "/api/v1/auth/jwks"};
  constexpr std::string_view kOfService[] = {"health", "ready", "openapi.json"};
  const std::string_view path = request.path;
  if (std::ranges::any_of(kFolders, [&](auto folder) { return path.starts_with(folder); }) ||
      std::ranges::contains(kPaths, path))
    return false;
  // Those of the platform, /api/v1/health, and of one service, /api/v1/{service}/health.
  if (!path.starts_with(kRoot)) return true;
  std::string_view rest = path.substr(kRoot.size());
  if (rest.find('/') != rest.npos) split_off(rest, '/');
  return !std::ranges::contains(kOfService, rest);
}

}  // namespace crow::gateway
