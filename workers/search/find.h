// Finding products by words: what was typed becomes groups of words, the index says where they are,
// and the ranking says which products they mean most.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/lexical/rank.h"
#include "workers/search/documents.h"
#include "workers/search/postings.h"

namespace crow::search {

// Those that hold all words are found, unless they are fewer than this: then those that hold most
// of them are found too.
inline constexpr std::size_t kEnough = 100;

// So many are brought into an order; the rest follows behind by score when it is asked for.
inline constexpr std::size_t kRanked = 300;

struct Found {
  std::vector<lexical::Group> groups;
  // The first kRanked are the best, in order; the others come as they come.
  std::vector<lexical::Match> matches;
  std::vector<std::string> sequence;  // The words as they were typed, for a last look.
  std::string meant;                  // What was typed, but for what must not occur.
};

// Looks for `typed` among the documents that the selection holds. Those that hold a word which must
// not occur leave the selection. By meaning, they are all that is looked for.
Task<Found> find_words(const Database& database, Documents& documents, std::string_view typed,
                       Selection& selection, bool is_by_meaning = false);

}  // namespace crow::search
