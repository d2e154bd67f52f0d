// The services behind the gateway.
#pragma once

#include <array>
#include <string_view>

namespace crow::gateway {

// A first path segment below /api/v1, and the binding that serves it; no binding while the service
// is not part of this deployment. Its operations may stand under other segments as well.
struct Neighbour {
  std::string_view name;
  std::string_view binding;
  std::array<std::string_view, 2> also = {};  // "products/crawler-jobs"
};

inline constexpr std::array kNeighbours = {
    Neighbour{"auth", "AUTH"},
    Neighbour{"users", "USERS"},
    Neighbour{"organizations", "ORGANIZATIONS"},
    Neighbour{"products", "PRODUCTS"},
    Neighbour{"crawler", "CRAWLER", {"crawler-jobs", "products/crawler-jobs"}},
    Neighbour{"extractor", "EXTRACTOR"},
    Neighbour{"interactions", "INTERACTIONS"},
    Neighbour{"patterns", {}},
    Neighbour{"chat", {}},
    Neighbour{"qna", {}},
    Neighbour{"billing", {}},
    Neighbour{"analytics", {}},
    Neighbour{"notifications", {}},
    Neighbour{"cctv", {}},
    Neighbour{"models", "MODELS"},
    Neighbour{"mcp", {}},
    Neighbour{"graphql", {}},
};

}  // namespace crow::gateway
