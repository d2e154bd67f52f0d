#include "shared/openapi/schema.h"

#include <limits>

#include "shared/core/text.h"

namespace crow::openapi {
namespace {

constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();
constexpr double kMost = std::numeric_limits<double>::max();

// An object as its members' initializers make it. `value` is null for types without a lifecycle.
class Sample {
 public:
  explicit Sample(const Type& type) : drop_(type.drop), value_(type.make ? type.make() : nullptr) {}
  Sample(const Sample&) = delete;
  Sample& operator=(const Sample&) = delete;
  ~Sample() {
    if (value_) drop_(value_);
  }

  // What `field` is when it is absent on input, as JSON; empty when it must be there or is null.
  std::string initial(const Field& field) const {
    if (field.is_required || !value_) return {};
    std::string json = json::write(*field.type, field.locate(value_));
    return json == "null" ? std::string() : json;
  }

 private:
  void (*drop_)(void*);
  void* value_;
};

std::string_view type_name(Kind kind) {
  switch (kind) {
    case Kind::boolean:
      return "boolean";
    case Kind::integer:
      return "integer";
    case Kind::number:
      return "number";
    case Kind::text:
    case Kind::enumeration:
    case Kind::timestamp:
      return "string";
    case Kind::array:
      return "array";
    case Kind::object:
    case Kind::map:
    case Kind::raw_json:
      return "object";
    case Kind::optional:
      break;
  }
  return {};
}

void write_type_name(json::Writer& out, Kind kind, bool is_nullable) {
  out.key("type");
  if (is_nullable)
    out.begin_array().text(type_name(kind)).text("null").end_array();
  else
    out.text(type_name(kind));
}

void write_integer_bounds(json::Writer& out, const Type& type) {
  if (type.width == 4) {
    out.member("format", "int32");
    return;
  }
  if (type.minimum == kLowest && type.maximum == kHighest) out.member("format", "int64");
  if (type.minimum != kLowest) out.member("minimum", type.minimum);
  if (type.maximum != kHighest) out.member("maximum", type.maximum);
}

void write_number_bounds(json::Writer& out, const Type& type) {
  if (type.number_minimum != -kMost) out.key("minimum").number(type.number_minimum);
  if (type.number_maximum != kMost) out.key("maximum").number(type.number_maximum);
}

void write_text_rules(json::Writer& out, const Type& type, std::string_view otherwise_format) {
  const std::string_view format =
      type.format && !type.format->name.empty() ? type.format->name : otherwise_format;
  if (!format.empty()) out.member("format", format);
  if (type.format && !type.format->pattern.empty()) out.member("pattern", type.format->pattern);
  if (type.minimum > 0) out.member("minLength", type.minimum);
  if (type.maximum >= 0 && type.maximum != kHighest) out.member("maxLength", type.maximum);
  // What tools would otherwise make up from the pattern.
  if (format == "email")
    out.key("examples").begin_array().text("ada@northwind.example").end_array();
}

void write_count(json::Writer& out, const Type& type, std::string_view least,
                 std::string_view most) {
  if (type.minimum > 0) out.member(least, type.minimum);
  if (type.maximum != kHighest) out.member(most, type.maximum);
}

void write_names(json::Writer& out, const Type& type, bool is_nullable) {
  out.key("enum").begin_array();
  for (const std::string_view name : type.names) out.text(name);
  if (is_nullable) out.null();
  out.end_array();
}

// The type without the optionals around it.
const Type& unwrap(const Type& type) {
  const Type* inner = &type;
  while (inner->kind == Kind::optional) inner = inner->element;
  return *inner;
}

}  // namespace

std::string Schemas::of(const Type& type, Use use) {
  json::Writer out;
  write(out, type, use);
  return out.take();
}

std::string Schemas::of_parameter(const Type& owner, const Field& field) {
  json::Writer out;
  write(out, unwrap(*field.type), Use::input, {.initial = Sample(owner).initial(field)});
  return out.take();
}

void Schemas::write(json::Writer& out, const Type& type, Use use, const Notes& notes) {
  if (type.kind == Kind::optional) {
    Notes inner = notes;
    inner.is_nullable = true;
    write(out, *type.element, use, inner);
    return;
  }
  out.begin_object();
  write_type(out, type, use, notes);
  if (!notes.description.empty()) out.member("description", notes.description);
  if (!notes.initial.empty()) out.key("default").raw(notes.initial);
  if (notes.is_secret && use != Use::output) out.member("writeOnly", true);
  out.end_object();
}

void Schemas::write_type(json::Writer& out, const Type& type, Use use, const Notes& notes) {
  // Any value, unless it must be an object.
  if (type.kind == Kind::raw_json && !type.only_objects) return;
  if (type.kind == Kind::object && !type.title.empty()) {
    const std::string target = concat("#/components/schemas/", reference(type, use));
    if (!notes.is_nullable) {
      out.member("$ref", target);
      return;
    }
    out.key("anyOf").begin_array();
    out.begin_object().member("$ref", target).end_object();
    out.begin_object().member("type", "null").end_object().end_array();
    return;
  }
  write_type_name(out, type.kind, notes.is_nullable);
  switch (type.kind) {
    case Kind::boolean:
    case Kind::optional:
    case Kind::raw_json:
      return;
    case Kind::integer:
      return write_integer_bounds(out, type);
    case Kind::number:
      return write_number_bounds(out, type);
    case Kind::text:
      return write_text_rules(out, type, notes.is_secret && use != Use::output ? "password" : "");
    case Kind::enumeration:
      return write_names(out, type, notes.is_nullable);
    case Kind::timestamp:
      out.member("format", "date-time");
      return;
    case Kind::object:
      return write_object(out, type, use);
    case Kind::array:
      write_count(out, type, "minItems", "maxItems");
      out.key("items");
      return write(out, *type.element, use);
    case Kind::map:
      write_count(out, type, "minProperties", "maxProperties");
      out.key("additionalProperties");
      return write(out, *type.element, use);
  }
}

void Schemas::write_object(json::Writer& out, const Type& type, Use use) {
  const Sample sample(type);
  out.key("properties").begin_object();
  for (const Field& field : type.fields) {
    // Left out where it would be null, so that null is no value of it.
    const bool lacks_null = use == Use::output ? field.omits_null : field.refuses_null;
    const bool is_inner = lacks_null && field.type->kind == Kind::optional;
    out.key(field.name);
    write(out, is_inner ? *field.type->element : *field.type, use,
          {.description = field.sentence,
           .initial = use == Use::output ? std::string() : sample.initial(field),
           .is_secret = field.is_secret});
  }
  out.end_object();

  const auto is_always_there = [&](const Field& field) {
    return use == Use::output ? !field.omits_null : field.is_required;
  };
  bool has_required = false;
  for (const Field& field : type.fields) {
    if (!is_always_there(field)) continue;
    if (!has_required) out.key("required").begin_array();
    has_required = true;
    out.text(field.name);
  }
  if (has_required) out.end_array();
  if (use == Use::input) out.member("additionalProperties", false);
}

std::string Schemas::reference(const Type& type, Use use) {
  std::string name(type.title);
  if (use != Use::output && !name.ends_with("Input")) name += "Input";
  const auto known = owners_.find(name);
  if (known != owners_.end() && known->second == &type) return name;

  json::Writer out;
  out.begin_object();
  write_type_name(out, type.kind, false);
  write_object(out, type, use);
  out.end_object();
  if (known == owners_.end()) {
    owners_.emplace(name, &type);
    components_.emplace(name, out.take());
  } else if (components_.at(name) != out.str()) {
    faults_.push_back(
        concat("two different types have the title ", type.title, ": rename one of them"));
  }
  return name;
}

}  // namespace crow::openapi
