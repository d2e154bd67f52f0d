// Matching a path against patterns such as "/users/{id}/permissions".
//
// A pattern is a constant of the operation that it belongs to; there is no registry and nothing is
// compiled at start. Literal segments win over {parameters}.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crow {

using PathParameters = std::vector<std::pair<std::string_view, std::string>>;

// The parameters' decoded values when `path` has the pattern's shape. A parameter matches one
// non-empty segment.
std::optional<PathParameters> match_path(std::string_view pattern, std::string_view path);

// The more literal of two patterns that match the same path comes first: true when `a` does.
bool is_more_literal(std::string_view a, std::string_view b);

// True when `name` is a {parameter} of the pattern.
constexpr bool has_parameter(std::string_view pattern, std::string_view name) {
  for (std::size_t at = 0; (at = pattern.find('{', at)) != pattern.npos;) {
    const auto end = pattern.find('}', at);
    if (pattern.substr(at + 1, end - at - 1) == name) return true;
    at = end;
  }
  return false;
}

// The path with escapes of letters, digits and -._~ undone: they mean the same (RFC 3986, 6.2.2.2).
// A path with a malformed escape stays as it is.
std::string normalize_path(std::string_view raw_path);

// Why a raw path is refused, or nothing: empty segments (//), dot segments in any encoding, encoded
// slashes and backslashes, NUL, malformed escapes, and what is not UTF-8. CONTRACT, REST.
std::optional<std::string_view> fault_of_path(std::string_view raw_path);

}  // namespace crow
