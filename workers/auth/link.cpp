#include "workers/auth/link.h"

#include "shared/core/text.h"
#include "shared/host/host.h"
#include "shared/identity/origin.h"

namespace crow::auth {

std::string with_query(std::string_view address, std::string_view name, std::string_view value) {
  const std::string_view page = address.substr(0, address.find('#'));
  const bool has_query = page.find('?') != page.npos;
  return concat(page, has_query ? '&' : '?', name, '=', percent_encode(value),
                address.substr(page.size()));
}

std::string absolute(std::string_view address) {
  if (!address.starts_with('/')) return std::string(address);
  return concat(origin_of(variable_or("BASE_URL", {})), address);
}

Response redirect(std::string location) {
  // Better Auth names a type for the body that is not there.
  return Response{.status = 302}
      .with("location", location)
      .with("content-type", "application/json");
}

}  // namespace crow::auth
