#include "workers/gateway/services.h"

namespace crow::gateway {
namespace {

bool is_within(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

}  // namespace

const Neighbour* find_neighbour(std::string_view path) {
  std::string_view name = path.substr(0, path.find('/'));
  for (const Detour& detour : kDetours)
    if (is_within(path, detour.path)) name = detour.service;
  for (const Neighbour& neighbour : kNeighbours)
    if (neighbour.name == name) return &neighbour;
  return nullptr;
}

}  // namespace crow::gateway
