// What people type into a search box, as a query of SQLite's FTS5.
//
// Every word must occur, in any form; "words in quotes" stand together in this order; a word or
// phrase behind a hyphen must not occur. Everything else is no syntax: it cannot reach FTS5's own.
//
//   red shoes -kids     →   words : ("red" "shoes") NOT words : "kids"
#pragma once

#include <string>
#include <string_view>

namespace crow::interactions {

// The query within one organization. Empty when nothing is looked for: no word at all, or only
// words that must not occur.
std::string match_of(std::string_view organization_id, std::string_view typed);

// The query for what must not occur; empty when that is nothing.
std::string excluded_match_of(std::string_view organization_id, std::string_view typed);

// What is looked for, as text: without the marks, and without what must not occur.
std::string meant_by(std::string_view typed);

}  // namespace crow::interactions
