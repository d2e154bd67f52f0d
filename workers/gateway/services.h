// The services behind the gateway, and which of them a request is for.
#pragma once

#include <array>
#include <string_view>

#include "shared/http/message.h"

namespace crow::gateway {

// A service has the paths below /api/v1 that begin with its name. Without a binding it is not part
// of this deployment.
struct Neighbour {
  std::string_view name;
  std::string_view binding;
};

inline constexpr std::array kNeighbours = {
    Neighbour{"auth", "AUTH"},
    Neighbour{"access", "ACCESS"},
    Neighbour{"users", "USERS"},
    Neighbour{"organizations", "ORGANIZATIONS"},
    Neighbour{"products", "PRODUCTS"},
    Neighbour{"search", "SEARCH"},
    Neighbour{"crawler", "CRAWLER"},
    Neighbour{"extractor", "EXTRACTOR"},
    Neighbour{"images", "IMAGES"},
    Neighbour{"models", "MODELS"},
    Neighbour{"meaning", "MEANING"},
    Neighbour{"interactions", "INTERACTIONS"},
    Neighbour{"imports", "IMPORTS"},
    Neighbour{"limiter", "LIMITER"},
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

// Paths that are another service's than their first segment says. {} is any one segment; * at the
// end is whatever follows, or nothing.
struct Detour {
  std::string_view pattern;
  std::string_view service;
  bool is_for_reads = false;  // GET and HEAD alone; the other methods stay where they were.
};

inline constexpr std::array kDetours = {
    Detour{"auth/api-key/*", "access"},
    Detour{"auth/organization/*", "access"},
    Detour{"crawler-jobs/*", "crawler"},
    Detour{"interactions/imports/*", "imports"},
    Detour{"products", "search", true},
    Detour{"products/crawler-jobs/*", "crawler"},
    Detour{"products/images/*", "images"},
    Detour{"products/imports/*", "imports"},
    Detour{"products/organization/{}", "search"},
    Detour{"products/organization/{}/search", "search"},
    Detour{"products/search", "search"},
};

// The service that a request for a path below /api/v1 is for; null when there is none.
const Neighbour* find_neighbour(Method method, std::string_view path);

}  // namespace crow::gateway
