// For tests: what a reading came to, in one line.
#pragma once

#include <array>
#include <string>

#include "shared/core/text.h"
#include "shared/json/read.h"
#include "shared/json/write.h"

namespace crow::json {

template <typename T>
struct One {
  T value{};
  static constexpr auto fields = describe(field<&One::value>("value", "").defaulted());
};

// What a reading came to: the value written again, or each violation as
// "field rule: expected, got received".
inline constexpr std::array kRules = {"type",   "required", "unknown", "duplicate",
                                      "length", "range",    "format",  "choice",
                                      "count",  "depth",    "syntax"};

inline std::string words(const Error& error) {
  std::string out;
  for (const Violation& violation : error.violations) {
    if (!out.empty()) out += " | ";
    out += concat(violation.field.empty() ? "" : concat(violation.field, ' '),
                  std::string_view(kRules[static_cast<std::size_t>(violation.rule)]), ": ",
                  violation.expected);
    if (violation.received) out += ", got " + *violation.received;
  }
  return out;
}

template <typename T>
std::string read_as(std::string text, const Limits& limits = {}) {
  const auto value = read<T>(std::move(text), limits);
  return value ? write(*value) : words(value.error());
}

// Reads {"value": …}; the value written again, without the braces.
template <typename T>
std::string read_one(std::string_view value) {
  const auto read_value = read<One<T>>(concat(R"({"value":)", value, '}'));
  return read_value ? write(read_value->value) : words(read_value.error());
}

}  // namespace crow::json
