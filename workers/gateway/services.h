// The services behind the gateway.
#pragma once

#include <array>
#include <string_view>

namespace crow::gateway {

// A first path segment below /api/v1, and the binding that serves it; no binding while the service
// is not part of this deployment. What stands under a second segment may be another's: `also`.
struct Neighbour {
  std::string_view name;
  std::string_view binding;
  std::string_view also = {};  // "products/crawler-jobs"
};

inline constexpr std::array kNeighbours = {
    Neighbour{"auth", "AUTH"},
    Neighbour{"users", "USERS"},
    Neighbour{"organizations", "ORGANIZATIONS"},
    Neighbour{"products", {}},
    Neighbour{"crawler-jobs", "CRAWLER", "products/crawler-jobs"},
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
};

}  // namespace crow::gateway
