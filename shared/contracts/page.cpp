#include "shared/contracts/page.h"

#include "shared/core/text.h"

namespace crow {
namespace {

// What a database takes unharmed: beyond it whole numbers are rounded.
constexpr std::int64_t kTimeMax = std::int64_t{1} << 53;

Violation fault(std::string expected, std::string_view received) {
  return {
      "cursor", Rule::format,    std::move(expected), std::string(cut_code_points(received, 64)),
      "string", &kTypeOf<Cursor>};
}

// Rows that other systems named have ids with dots, colons and hyphens, too.
constexpr std::string_view kRowIdCharacters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:-";

bool is_row_id(std::string_view text) {
  return !text.empty() && text.size() <= 64 &&
         text.find_first_not_of(kRowIdCharacters) == text.npos;
}

std::optional<Place> place_from(std::string_view cursor) {
  const auto text = from_base64(cursor);
  if (!text) return std::nullopt;
  std::string_view rest = *text;
  const auto time = to_number(split_off(rest, '|'));
  if (!time || *time < 0 || *time > kTimeMax || !is_row_id(rest)) return std::nullopt;
  return Place{*time, std::string(rest)};
}

}  // namespace

Result<PageRequest> read_paging(const Paging& paging) {
  PageRequest request{.limit = paging.limit};
  if (!paging.cursor) {
    request.page = paging.page ? paging.page->value : 1;
    request.offset = (*request.page - 1) * paging.limit;
    return request;
  }
  const std::string& cursor = paging.cursor->value;
  if (paging.page) return fail(std::vector{fault("absent when page is given", cursor)});
  request.after = place_from(cursor);
  if (!request.after) return fail(std::vector{fault("the nextCursor of an earlier page", cursor)});
  return request;
}

std::string cursor_of(const Place& last) { return base64url(concat(last.time, '|', last.id)); }

}  // namespace crow
