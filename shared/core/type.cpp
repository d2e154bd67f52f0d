#include "shared/core/type.h"

#include <limits>

#include "shared/core/text.h"

namespace crow {
namespace {

constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();

std::string bounds(const Type& type, std::string_view noun, std::string_view unit) {
  const std::string suffix = unit.empty() ? "" : concat(' ', unit);
  if (type.minimum == type.maximum) return concat(noun, " of exactly ", type.minimum, suffix);
  if (type.maximum == kHighest)
    return type.minimum > 0 ? concat(noun, " of at least ", type.minimum, suffix)
                            : std::string(noun);
  if (type.minimum <= 0) return concat(noun, " of at most ", type.maximum, suffix);
  return concat(noun, " of ", type.minimum, " to ", type.maximum, suffix);
}

std::string whole_number(const Type& type) {
  const bool from = type.minimum != kLowest && type.width == 8;
  const bool to = type.maximum != kHighest && type.width == 8;
  if (from && to) return concat("a whole number from ", type.minimum, " to ", type.maximum);
  if (from) return concat("a whole number of at least ", type.minimum);
  if (to) return concat("a whole number of at most ", type.maximum);
  return "a whole number";
}

// Bounds of numbers are written in the sources as short decimals; six digits show them.
std::string short_decimal(double value) {
  std::string out;
  if (value < 0) {
    out += '-';
    value = -value;
  }
  if (value > 9e15) return out + "9e15";
  auto whole = static_cast<std::int64_t>(value);
  auto rest = static_cast<std::int64_t>((value - static_cast<double>(whole)) * 1e6 + 0.5);
  whole += rest / 1'000'000;
  rest %= 1'000'000;
  append_number(out, whole);
  if (rest == 0) return out;
  std::string digits = to_text(rest + 1'000'000).substr(1);
  digits.erase(digits.find_last_not_of('0') + 1);
  return out + '.' + digits;
}

std::string any_number(const Type& type) {
  constexpr double kMost = std::numeric_limits<double>::max();
  const bool from = type.number_minimum != -kMost;
  const bool to = type.number_maximum != kMost;
  std::string out = "a number";
  if (from && to)
    return out + " from " + short_decimal(type.number_minimum) + " to " +
           short_decimal(type.number_maximum);
  if (from) return out + " of at least " + short_decimal(type.number_minimum);
  if (to) return out + " of at most " + short_decimal(type.number_maximum);
  return out;
}

std::string one_of(std::span<const std::string_view> names) {
  std::string out = "one of ";
  for (bool first = true; std::string_view name : names) {
    if (!std::exchange(first, false)) out += ", ";
    out += name;
  }
  return out;
}

}  // namespace

const Field* find_field(const Type& object, std::string_view name) {
  for (const Field& field : object.fields)
    if (field.name == name) return &field;
  return nullptr;
}

std::string expectation_of(const Type& type) {
  switch (type.kind) {
    case Kind::boolean:
      return "true or false";
    case Kind::integer:
      return whole_number(type);
    case Kind::number:
      return any_number(type);
    case Kind::text:
      if (type.format) return std::string(type.format->expected);
      return bounds(type, "a text", "characters");
    case Kind::enumeration:
      return one_of(type.names);
    case Kind::timestamp:
      return "an RFC 3339 time with an offset, as 2026-11-21T09:30:00Z";
    case Kind::raw_json:
      return type.only_objects ? "an object" : "a JSON value";
    case Kind::object:
      return "an object";
    case Kind::array:
      return bounds(type, "an array", "elements");
    case Kind::map:
      return bounds(type, "an object", "members");
    case Kind::optional:
      return expectation_of(*type.element) + " or null";
  }
  return {};
}

}  // namespace crow
