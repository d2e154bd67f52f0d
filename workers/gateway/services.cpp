#include "workers/gateway/services.h"

namespace crow::gateway {
namespace {

bool is_within(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

}  // namespace

const Neighbour* find_neighbour(std::string_view path) {
  const Neighbour* found = nullptr;
  for (const Neighbour& neighbour : kNeighbours) {
    for (const std::string_view also : neighbour.also)
      if (!also.empty() && is_within(path, also)) return &neighbour;
    if (is_within(path, neighbour.name)) found = &neighbour;
  }
  return found;
}

}  // namespace crow::gateway
