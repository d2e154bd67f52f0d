// Finding products by what is meant, whatever the words.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/service/context.h"
#include "workers/search/documents.h"

namespace crow::search {

struct Meaning {
  std::string mode, model;
  // Documents and their likeness, the best first.
  std::vector<std::pair<std::uint32_t, double>> hits;
};

// The nearest of those that the selection holds, a hundred at most; none where nothing is meant.
//
// Errors: not_implemented, where this deployment has no vectors; unavailable, when the AI or the
// vectors fail.
Task<Meaning> find_meaning(Context& context, const Documents& documents, std::string_view meant,
                           const Filter& filter, const Selection& selection);

}  // namespace crow::search
