// What an import reads, as events in the contract's JSON: store.h then checks them as it checks
// those of any other sender.
//
// A line of JSON with a `sourceType` is an event already. Everything else is a post as networks,
// their exports and people's tables give it: its members or columns are known by their usual names
// (`message`, `Post ID`, `created_at` …) or by a mapping, and what is not known becomes a property.
//
//   type        as given; else review with a rating, comment with something it answers, post from a
//               feed, and otherwise mention
//   id          as given, where it is one; else made of the source and what names the post there
//               (guid, link), or its very text: the same post is the same event, whenever it comes
//   visitorId   as given; else network and author, so that what somebody wrote can be found and
//               erased as theirs
//
// Cells that begin as formulas do are text like any other; nothing here or later computes them.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "shared/contracts/imports.h"
#include "shared/core/error.h"
#include "shared/formats/feed.h"

namespace crow::imports {

// Every name that a mapping may give a column for.
inline constexpr std::array<std::string_view, 12> kEventParts = {
    "id",  "type",      "timestamp", "text",  "author",   "network",
    "url", "productId", "visitorId", "value", "currency", "rating"};

// Of a line of JSON.
//
// Errors: invalid_argument, when it is no object.
Result<std::string> event_of_line(std::string_view line, const ImportMapping& mapping,
                                  std::string_view source);

// Of a record of a table, which has as many cells as columns.
//
// Errors: invalid_argument, when all are empty.
Result<std::string> event_of_cells(const std::vector<std::string>& columns,
                                   std::vector<std::string> cells, const ImportMapping& mapping,
                                   std::string_view source);

// Of a feed's item; `now` where it does not say when.
std::string event_of_item(FeedItem item, std::string_view source, Timestamp now);

}  // namespace crow::imports
