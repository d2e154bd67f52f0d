// The services behind the gateway.
#pragma once

#include <array>
#include <string_view>

namespace crow::gateway {

// A first path segment below /api/v1, and the binding that serves it; no binding while the service
// is not part of this deployment.
struct Neighbour {
  std::string_view name;
  std::string_view binding;
};

inline constexpr std::array kNeighbours = {
    Neighbour{"auth", "AUTH"},
    Neighbour{"access", "ACCESS"},
    Neighbour{"users", "USERS"},
    Neighbour{"organizations", "ORGANIZATIONS"},
    Neighbour{"products", {}},
    Neighbour{"crawler-jobs", {}},
    Neighbour{"interactions", "INTERACTIONS"},
    Neighbour{"patterns", {}},
    Neighbour{"chat", {}},
    Neighbour{"qna", {}},
    Neighbour{"billing", {}},
    Neighbour{"analytics", {}},
    Neighbour{"notifications", {}},
    Neighbour{"cctv", {}},
    Neighbour{"mcp", {}},
    Neighbour{"graphql", {}},
    Neighbour{"imports", "IMPORTS"},
};

// Paths below one segment that another service serves than the one of that name.
struct Detour {
  std::string_view path, service;
};

inline constexpr std::array kDetours = {
    Detour{"interactions/imports", "imports"},
    Detour{"auth/organization", "access"},
    Detour{"auth/api-key", "access"},
};

// The service of a path below /api/v1; null when there is none.
const Neighbour* find_neighbour(std::string_view path);

}  // namespace crow::gateway
