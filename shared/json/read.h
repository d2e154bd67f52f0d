// Reading JSON from outside into described types, and refusing it precisely.
//
//   auto input = co_await json::read<CreateKey::Input>(std::move(body));
//
// Every refusal names the field's path, the rule and the value that came: "items[3].price must be a
// number of at least 0, got -1". All faults are collected, up to a limit, so that a client mends
// them in one go. Hostile input is bounded in depth, in number of values and, by the caller, in
// size; invalid UTF-8, duplicate names and trailing text are refused.
//
// The parser is RapidJSON (SAX, in situ, iterative): no tree, no recursion over input.
#pragma once

#include <string>

#include "shared/core/describe.h"
#include "shared/core/error.h"

namespace crow::json {

enum class Unknown : std::uint8_t { refused, ignored };

struct Limits {
  std::size_t depth = 16;              // Arrays and objects inside one another.
  std::size_t values = 200'000;        // Of all kinds, together.
  std::size_t violations = 16;         // Reported at most; reading stops there.
  Unknown unknown = Unknown::refused;  // Members that the type does not declare.
};

// Reads one JSON document into `out`, which holds a default value of `type`. On failure `out` is
// partly filled.
//
// Errors: invalid_argument with every violation found.
Result<> read(std::string text, const Type& type, void* out, const Limits& limits = {});

template <typename T>
Result<T> read(std::string text, const Limits& limits = {}) {
  T value{};
  auto outcome = read(std::move(text), kTypeOf<T>, &value, limits);
  if (!outcome) return std::unexpected(std::move(outcome.error()));
  return value;
}

// Reads what the platform itself wrote into `column` ("member_permission.disabled"). That it cannot
// be read is our defect, never the client's.
//
// Errors: internal, with the column and the fault as its cause.
Result<> read_stored(std::string text, std::string_view column, const Type& type, void* out);

template <typename T>
Result<T> read_stored(std::string text, std::string_view column) {
  T value{};
  auto outcome = read_stored(std::move(text), column, kTypeOf<T>, &value);
  if (!outcome) return std::unexpected(std::move(outcome.error()));
  return value;
}

// Reads a scalar as it stands in a query string, a form or a path: numbers and booleans in JSON's
// spelling, text as it is. Optionals become engaged. Arrays take one element per call.
//
// Appends to `violations` when it does not fit.
void read_text(std::string_view text, const Field& field, void* out,
               std::vector<Violation>& violations);

}  // namespace crow::json
