#include "workers/gateway/write-key.h"

#include <algorithm>

namespace crow::gateway {

bool carries_write_key(const Request& request) {
  if (request.path != "/api/v1/interactions") return false;
  if (request.method != Method::post && request.method != Method::options) return false;
  const auto query = parse_form(request.query);
  return query && std::ranges::contains(*query, "key", &std::pair<std::string, std::string>::first);
}

}  // namespace crow::gateway
