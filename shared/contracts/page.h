// Lists, the same everywhere: `page` and `limit`, or an opaque `cursor` that stays stable while
// rows are added. CONTRACT, REST.
//
//   struct ListUsers {
//     …
//     struct Input {
//       Id organizationId;
//       Paging paging;
//       static constexpr auto fields = describe(field<&Input::organizationId>(…),
//                                               embed<&Input::paging>());
//     };
//     using Output = Page<User>;
//   };
//
// shared/service/list.h reads such a page from the database.
//
// A cursor is the last row's sort key, time and id, in base64url. It names a place between rows, so
// it goes on working when the row is deleted. Whoever changes it gets a 400 or another place in a
// list that the caller may read anyway: it holds no authority.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/contracts/common.h"
#include "shared/core/error.h"

namespace crow {

// The parameters of every list.
struct Paging {
  std::optional<PageNumber> page = {};
  PageSize limit{20};
  std::optional<Cursor> cursor = {};

  static constexpr auto fields =
      describe(field<&Paging::page>("page", "The page, from 1; not together with `cursor`."),
               field<&Paging::limit>("limit", "Items on a page.").defaulted(),
               field<&Paging::cursor>("cursor", "The `nextCursor` of the page before."));
};

// What a list is sorted by, and so where a row stands in it.
struct Place {
  std::int64_t time = 0;
  std::string id = {};

  static constexpr auto fields = describe(field<&Place::time>("placeTime", "The first key."),
                                          field<&Place::id>("placeId", "Decides between equals."));
};

// What a list's query needs: rows after `after`, or `offset` rows skipped; one more than `limit`
// tells whether there is a next page.
struct PageRequest {
  std::optional<Place> after = {};
  std::int64_t offset = 0;
  std::int64_t limit = 20;
  std::optional<std::int64_t> page = {};  // Null when a cursor was given.
};

// Checks the three parameters against one another.
//
// Errors: invalid_argument for both page and cursor, or a cursor that is not one of ours.
Result<PageRequest> read_paging(const Paging& paging);

std::string cursor_of(const Place& last);

// An item with its place, as a list's query selects it: the item's columns, then place_time and
// place_id.
template <typename Item>
struct Listed {
  Item item;
  Place place;

  static constexpr auto fields = describe(embed<&Listed::item>(), embed<&Listed::place>());
};

// One page of a list, as every service answers it.
template <typename Item>
struct Page {
  std::vector<Item> data = {};
  std::optional<std::int64_t> page = {};
  std::int64_t limit = 20;
  std::int64_t total = 0;
  std::optional<std::string> nextCursor = {};

  static constexpr auto fields =
      describe(field<&Page::data>("data", "The items of this page."),
               field<&Page::page>("page", "The page's number, from 1; null with a cursor."),
               field<&Page::limit>("limit", "Items on a page, at most."),
               field<&Page::total>("total", "Items in the whole list, exactly."),
               field<&Page::nextCursor>(
                   "nextCursor", "Send it as `cursor` to get the next page; null at the end."));

  // From rows of which there may be one too many.
  static Page from(std::vector<Listed<Item>> rows, const PageRequest& request, std::int64_t total) {
    Page made{.page = request.page, .limit = request.limit, .total = total};
    if (static_cast<std::int64_t>(rows.size()) > request.limit) {
      rows.resize(static_cast<std::size_t>(request.limit));
      made.nextCursor = cursor_of(rows.back().place);
    }
    made.data.reserve(rows.size());
    for (Listed<Item>& row : rows) made.data.push_back(std::move(row.item));
    return made;
  }
};

}  // namespace crow
