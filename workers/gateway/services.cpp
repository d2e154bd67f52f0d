#include "workers/gateway/services.h"

#include <algorithm>

#include "shared/core/text.h"

namespace crow::gateway {
namespace {

constexpr const Neighbour* named(std::string_view name) {
  for (const Neighbour& neighbour : kNeighbours)
    if (neighbour.name == name) return &neighbour;
  return nullptr;
}

static_assert(std::ranges::all_of(kDetours, &named, &Detour::service));

bool fits(std::string_view path, std::string_view pattern) {
  while (!path.empty()) {
    const std::string_view wanted = split_off(pattern, '/');
    if (wanted == "*") return true;
    const std::string_view segment = split_off(path, '/');
    if (wanted != segment && (wanted != "{}" || segment.empty())) return false;
  }
  return pattern.empty() || pattern == "*";
}

}  // namespace

const Neighbour* find_neighbour(Method method, std::string_view path) {
  const bool is_read = method == Method::get || method == Method::head;
  for (const Detour& detour : kDetours)
    if ((is_read || !detour.is_for_reads) && fits(path, detour.pattern))
      return named(detour.service);
  return named(split_off(path, '/'));
}

}  // namespace crow::gateway
