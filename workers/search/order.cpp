#include "workers/search/order.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "shared/core/text.h"

namespace crow::search {
namespace {

// Keys lie between -kLast and kLast: cursors hold them raised by it.
constexpr std::int64_t kLast = std::int64_t{1} << 51;
// Scores are compared in millionths of thousandths, so that a cursor can name them.
constexpr double kScoreUnit = 1e9;

Place place_of(const Standing& one) {
  return {one.key + kLast, concat(one.tie, ':', hex(one.text))};
}

int digit_of(char c) { return c <= '9' ? c - '0' : (c | 32) - 'a' + 10; }

// `text` holds the bytes that the standing points to. Nobody gains by a cursor of their own making.
Standing standing_at(const Place& place, std::string& text) {
  std::string_view rest = place.id;
  Standing one{.key = place.time - kLast};
  one.tie = to_number(split_off(rest, ':')).value_or(0);
  for (std::size_t i = 0; i + 1 < rest.size(); i += 2)
    text += static_cast<char>((digit_of(rest[i]) & 15) << 4 | (digit_of(rest[i + 1]) & 15));
  one.text = text;
  return one;
}

}  // namespace

bool Standing::operator<(const Standing& other) const {
  return std::tie(key, text, tie) < std::tie(other.key, other.text, other.tie);
}

Standing standing_of(const Documents& documents, std::uint32_t index, SearchSort sort) {
  const Document& document = documents[index];
  Standing one{.index = index};
  one.tie = document.number;
  switch (sort) {
    case SearchSort::name:
      one.text = document.name_key;
      break;
    case SearchSort::price_asc:
      one.key = document.amount < 0 ? kLast : document.amount;
      break;
    case SearchSort::price_desc:
      one.key = document.amount < 0 ? kLast : -document.amount;
      break;
    case SearchSort::updated:
      one.key = -document.updatedAt.ms;
      one.tie = -document.number;
      break;
    case SearchSort::newest:
    case SearchSort::relevance:
      one.key = -document.createdAt.ms;
      one.tie = -document.number;
      break;
  }
  return one;
}

Standing standing_of(const Documents& documents, std::uint32_t index, double score) {
  return {.key = -static_cast<std::int64_t>(std::llround(score * kScoreUnit)),
          .text = {},
          .tie = documents[index].number,
          .index = index,
          .score = score};
}

PageOf page_of(std::vector<Standing> all, const PageRequest& request) {
  if (request.after) {
    std::string text;
    const Standing last = standing_at(*request.after, text);
    std::erase_if(all, [&](const Standing& one) { return !(last < one); });
  }
  const auto offset = static_cast<std::size_t>(request.offset);
  const auto limit = static_cast<std::size_t>(request.limit);
  const std::size_t end = std::min(all.size(), offset + limit);
  std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(end), all.end());
  PageOf page;
  if (offset < end)
    page.standings.assign(all.begin() + static_cast<std::ptrdiff_t>(offset),
                          all.begin() + static_cast<std::ptrdiff_t>(end));
  if (end < all.size() && !page.standings.empty())
    page.next_cursor = cursor_of(place_of(page.standings.back()));
  return page;
}

}  // namespace crow::search
