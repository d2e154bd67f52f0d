#include "workers/auth/audit.h"

#include "shared/core/text.h"

namespace crow::auth {

std::string client_address(const Context& context) {
  if (variable_or("BEHIND_CLOUDFLARE", {}) != "true") return {};
  // Headers come as bytes; what is not UTF-8 is not kept.
  const std::string_view value = context.request.header_or("cf-connecting-ip", {});
  return std::string(is_utf8(value) ? cut_code_points(value, 512) : std::string_view());
}

sql::Bound<sql::None> log_event(const Context& context, AuditEntry entry) {
  const std::string address = client_address(context);
  entry.ip_address = address;
  return audit(context.host, entry);
}

}  // namespace crow::auth
