#include "workers/auth/wording.h"

#include "shared/core/describe.h"
#include "shared/core/text.h"
#include "shared/json/write.h"

namespace crow::auth {
namespace {

const Type& innermost(const Type& type) {
  return type.kind == Kind::optional ? innermost(*type.element) : type;
}

// What zod calls a type.
std::string_view zod_name(const Type& type) {
  switch (type.kind) {
    case Kind::boolean:
      return "boolean";
    case Kind::integer:
    case Kind::number:
      return "number";
    case Kind::array:
      return "array";
    case Kind::map:
    case Kind::raw_json:
      return "record";
    case Kind::object:
      return "object";
    default:
      return "string";
  }
}

// A union of types has no one name to expect.
bool is_union(const Type& type) { return type.kind == Kind::raw_json && !type.only_objects; }

std::string invalid_input(std::string_view expected, std::string_view received) {
  return concat("Invalid input: expected ", expected, ", received ", received);
}

// A number in a query string is a text that was to become one.
std::string wrong_number(const Violation& violation) {
  const std::string_view text = violation.received ? *violation.received : std::string_view();
  const bool is_number = !text.empty() && text.find_first_not_of("0123456789.-+eE") == text.npos &&
                         text.find_first_of("0123456789") != text.npos;
  return is_number ? invalid_input("int", "number") : invalid_input("number", "NaN");
}

std::string options(const Type& type) {
  std::string out = "Invalid option: expected one of ";
  for (bool first = true; const std::string_view name : type.names) {
    if (!std::exchange(first, false)) out += '|';
    out += concat('"', name, '"');
  }
  return out;
}

// A bound of a number, without a decimal point where it is whole.
std::string bound(double value) {
  json::Writer out;
  out.number(value);
  return out.take();
}

std::string out_of_range(const Violation& violation, const Type& type) {
  if (type.kind == Kind::number)
    return concat("Too small: expected number to be >=", bound(type.number_minimum));
  if (violation.received && violation.received->starts_with('-'))
    return concat("Too small: expected number to be >=", type.minimum);
  return concat("Too big: expected number to be <=", type.maximum);
}

// One fault, or the two that zod finds when a list without items stands for a text.
std::string words(const Violation& violation, const Type& type) {
  switch (violation.rule) {
    case Rule::type:
      if (type.kind == Kind::integer && violation.received_type == "string")
        return wrong_number(violation);
      return invalid_input(zod_name(type), violation.received_type);
    case Rule::syntax:
      return wrong_number(violation);
    case Rule::required:
      if (is_union(type)) return "Invalid input";
      return invalid_input(zod_name(type), "undefined");
    case Rule::length:
      if (type.format) return "Invalid email address";
      if (violation.received == "" || (!violation.received && type.minimum > 0))
        return concat("Too small: expected string to have >=", type.minimum, " characters");
      return concat("Too big: expected string to have <=", type.maximum, " characters");
    case Rule::format:
      if (type.format && type.format->name == "email") return "Invalid email address";
      return "Invalid prefix format, must be alphanumeric and contain only underscores and "
             "hyphens.";
    case Rule::choice:
      return options(type);
    case Rule::range:
      return out_of_range(violation, type);
    case Rule::duplicate:
      return invalid_input(zod_name(type), "array");
    default:
      return concat("Invalid input: must be ", violation.expected);
  }
}

// "permissions.files.0" for permissions.files[0].
std::string zod_path(std::string_view field) {
  std::string out;
  for (const char c : field) {
    if (c == '[')
      out += '.';
    else if (c != ']')
      out += c;
  }
  return out;
}

std::size_t place_of(const Violation& violation, const Type& input) {
  const std::string_view field = violation.field;
  const std::string_view name = field.substr(0, field.find_first_of(".["));
  for (std::size_t i = 0; i < input.fields.size(); ++i)
    if (input.fields[i].name == name) return i;
  return input.fields.size();
}

}  // namespace

std::string in_zods_words(std::vector<Violation> violations, std::string_view part,
                          const Type& input) {
  // By insertion: there are a few, and the library's sort is more code than all else here.
  for (std::size_t i = 1; i < violations.size(); ++i)
    for (std::size_t j = i;
         j > 0 && place_of(violations[j], input) < place_of(violations[j - 1], input); --j)
      std::swap(violations[j], violations[j - 1]);
  std::string out;
  const auto add = [&](const Violation& violation, std::string_view text) {
    if (!out.empty()) out += "; ";
    out += concat('[', part, violation.field.empty() ? "" : ".", zod_path(violation.field), "] ",
                  text);
  };
  for (const Violation& violation : violations) {
    const Type& type = violation.type ? innermost(*violation.type) : input;
    add(violation, words(violation, type));
    if (type.kind == Kind::text && type.minimum > 0 && violation.received == "an empty array")
      add(violation, concat("Too small: expected array to have >=", type.minimum, " items"));
  }
  return out;
}

}  // namespace crow::auth
