// The rules of scalars, shared by JSON, query strings, forms and rows.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/core/describe.h"
#include "shared/core/error.h"

namespace crow::json {

// Each stores `value` at `out` when `type` (not an optional) takes it, else says which rule it
// broke. Rule::type means that the type takes no such value at all.
std::optional<Rule> store_text(const Type& type, void* out, std::string_view value);
std::optional<Rule> store_integer(const Type& type, void* out, std::int64_t value);
std::optional<Rule> store_number(const Type& type, void* out, double value);
std::optional<Rule> store_boolean(const Type& type, void* out, bool value);

// Engages optionals around a value: the innermost type, and where its value goes.
struct Place {
  const Type* type;
  void* at;
};
Place engage(const Type& type, void* out);

// A value as an error may show it: at most 64 characters, control characters blanked.
std::string shown(std::string_view value);

}  // namespace crow::json
