// What the queries of several operations make of their input.
#pragma once

#include <optional>

#include "shared/contracts/interactions.h"
#include "shared/core/error.h"

namespace crow::interactions {

// A time from `from` to before `to`, in milliseconds; all of time where nothing was said.
struct Period {
  std::int64_t from, to;
};

// Errors: invalid_argument, when `to` is not after `from`.
Result<Period> period_of(const std::optional<Timestamp>& from, const std::optional<Timestamp>& to);

// A bounded text as statements bind it.
template <typename T>
std::optional<std::string> text_of(const std::optional<T>& text) {
  return text ? std::optional<std::string>(text->value) : std::nullopt;
}

// A page of a list in which nothing can be.
template <typename Item>
Page<Item> empty_page(const PageRequest& request) {
  return {.page = request.page, .limit = request.limit};
}

}  // namespace crow::interactions
