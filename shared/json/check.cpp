#include "shared/json/check.h"

#include <cmath>

#include "shared/core/text.h"
#include "shared/core/time.h"

namespace crow::json {

std::optional<Rule> store_text(const Type& type, void* out, std::string_view value) {
  switch (type.kind) {
    case Kind::text: {
      const auto length = static_cast<std::int64_t>(count_code_points(value));
      if (length < type.minimum || length > type.maximum) return Rule::length;
      if (type.format && !type.format->matches(value)) return Rule::format;
      *static_cast<std::string*>(out) = value;
      return std::nullopt;
    }
    case Kind::enumeration:
      for (std::size_t i = 0; i < type.names.size(); ++i)
        if (type.names[i] == value) {
          *static_cast<std::uint8_t*>(out) = static_cast<std::uint8_t>(i);
          return std::nullopt;
        }
      return Rule::choice;
    case Kind::timestamp: {
      const auto time = from_rfc3339(value);
      if (!time) return Rule::format;
      *static_cast<Timestamp*>(out) = *time;
      return std::nullopt;
    }
    default:
      return Rule::type;
  }
}

std::optional<Rule> store_integer(const Type& type, void* out, std::int64_t value) {
  if (type.kind == Kind::number) return store_number(type, out, static_cast<double>(value));
  if (type.kind != Kind::integer) return Rule::type;
  if (value < type.minimum || value > type.maximum) return Rule::range;
  if (type.width == 4)
    *static_cast<std::int32_t*>(out) = static_cast<std::int32_t>(value);
  else
    *static_cast<std::int64_t*>(out) = value;
  return std::nullopt;
}

std::optional<Rule> store_number(const Type& type, void* out, double value) {
  // 3.0 is a whole number in JSON Schema, and 1e3 too.
  if (type.kind == Kind::integer) {
    if (value != std::trunc(value)) return Rule::type;
    if (std::abs(value) > 9e15) return Rule::range;
    return store_integer(type, out, static_cast<std::int64_t>(value));
  }
  if (type.kind != Kind::number) return Rule::type;
  if (value < type.number_minimum || value > type.number_maximum) return Rule::range;
  *static_cast<double*>(out) = value;
  return std::nullopt;
}

std::optional<Rule> store_boolean(const Type& type, void* out, bool value) {
  if (type.kind != Kind::boolean) return Rule::type;
  *static_cast<bool*>(out) = value;
  return std::nullopt;
}

Place engage(const Type& type, void* out) {
  const Type* inner = &type;
  while (inner->kind == Kind::optional) {
    out = inner->container->append(out, {});
    inner = inner->element;
  }
  return {inner, out};
}

std::string shown(std::string_view value) {
  std::string out(cut_code_points(value, 64));
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  return out;
}

}  // namespace crow::json
