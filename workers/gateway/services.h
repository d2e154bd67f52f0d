// The services behind the gateway.
#pragma once

#include <array>
#include <string_view>

namespace crow::gateway {

// A first path segment below /api/v1, and the binding that serves it; no binding while the service
// is not part of this deployment. Its operations may stand below other paths, which go before
// those.
struct Neighbour {
  std::string_view name;
  std::string_view binding;
  std::array<std::string_view, 2> also = {};
};

inline constexpr std::array kNeighbours = {
    Neighbour{"auth", "AUTH"},
    Neighbour{"users", "USERS"},
    Neighbour{"organizations", "ORGANIZATIONS"},
    Neighbour{"products", "PRODUCTS"},
    Neighbour{"crawler", "CRAWLER", {"crawler-jobs", "products/crawler-jobs"}},
    Neighbour{"extractor", "EXTRACTOR"},
    Neighbour{"images", "IMAGES", {"products/images"}},
    Neighbour{"models", "MODELS"},
    Neighbour{"interactions", "INTERACTIONS"},
    Neighbour{"imports", "IMPORTS", {"interactions/imports", "products/imports"}},
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

// The service of a path below /api/v1; null when there is none.
const Neighbour* find_neighbour(std::string_view path);

}  // namespace crow::gateway
