// The order of a list or a search, and one page of it.
#pragma once

#include <string>
#include <vector>

#include "shared/contracts/page.h"
#include "workers/search/documents.h"

namespace crow::search {

// Where a product stands: by key, then by text, then by number. Smaller comes first.
struct Standing {
  std::int64_t key = 0;
  std::string_view text = {};
  std::int64_t tie = 0;
  std::uint32_t index = 0;
  double score = 0;

  bool operator<(const Standing& other) const;
};

// By anything but relevance.
Standing standing_of(const Documents& documents, std::uint32_t index, SearchSort sort);
// By relevance, a greater score first.
Standing standing_of(const Documents& documents, std::uint32_t index, double score);

// One page of them, with the rest of what the contract says of lists. `total` counts all.
struct PageOf {
  std::vector<Standing> standings;
  std::optional<std::string> next_cursor;
};
PageOf page_of(std::vector<Standing> all, const PageRequest& request);

}  // namespace crow::search
