#include "shared/identity/origin.h"

#include "shared/core/text.h"
#include "shared/host/host.h"

namespace crow {
namespace {

// Whether `host` is a proper subdomain that "*.crowai.dev" stands for.
bool matches_wildcard(std::string_view pattern, std::string_view host) {
  pattern.remove_prefix(1);
  if (host.size() <= pattern.size()) return false;
  const auto own = host.size() - pattern.size();
  return equals_ignoring_case(host.substr(own), pattern) &&
         host.substr(0, own).find_first_of("/@?#:\\") == host.npos;
}

bool matches(std::string_view pattern, std::string_view origin) {
  if (pattern.empty()) return false;
  const auto star = pattern.find('*');
  if (star == pattern.npos) return equals_ignoring_case(origin_of(pattern), origin);
  const std::string_view scheme = pattern.substr(0, star);
  if (scheme.empty()) {
    const auto host_at = origin.find("://");
    return host_at != origin.npos && matches_wildcard(pattern, origin.substr(host_at + 3));
  }
  return origin.size() > scheme.size() &&
         equals_ignoring_case(origin.substr(0, scheme.size()), scheme) &&
         matches_wildcard(pattern.substr(star), origin.substr(scheme.size()));
}

// Whether both are this machine, under either of its names, at one port.
bool are_own_machine(std::string_view origin, std::string_view base) {
  constexpr std::string_view kNames[] = {"http://localhost", "http://127.0.0.1"};
  for (const std::string_view name : kNames) {
    if (!base.starts_with(name)) continue;
    const std::string_view port = base.substr(name.size());
    return (port.empty() || port.starts_with(':')) &&
           (origin == concat(kNames[0], port) || origin == concat(kNames[1], port));
  }
  return false;
}

}  // namespace

std::string_view origin_of(std::string_view url) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!equals_ignoring_case(url.substr(0, scheme.size()), scheme)) continue;
    return url.substr(0, url.find_first_of("/?#\\", scheme.size()));
  }
  return {};
}

bool is_trusted_origin(std::string_view origin) {
  if (origin.empty()) return false;
  const std::string_view base = origin_of(variable_or("BASE_URL", {}));
  if (equals_ignoring_case(origin, base)) return true;
  if (variable_or("ENVIRONMENT", {}) == "local" && are_own_machine(origin, base)) return true;
  std::string_view trusted = variable_or("TRUSTED_ORIGINS", {});
  while (!trusted.empty())
    if (matches(trim(split_off(trusted, ',')), origin)) return true;
  return false;
}

}  // namespace crow
