// Type: a C++ type as data. What reads, writes or documents values works on these tables alone and
// is compiled once; shared/core/describe.h makes them from structs.
//
//   const Type& type = kTypeOf<Greeting>;
//   for (const Field& field : type.fields) … field.name … *field.type … field.locate(&greeting)
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

namespace crow {

enum class Kind : std::uint8_t {
  boolean,
  integer,      // std::int64_t or std::int32_t, see Type::width.
  number,       // double.
  text,         // std::string.
  enumeration,  // An enum over std::uint8_t with names().
  timestamp,    // std::int64_t, milliseconds since 1970 in UTC; RFC 3339 outside.
  raw_json,     // std::string that holds one valid JSON value.
  object,
  array,
  map,
  optional,
};

struct Type;

// How a text must look beyond its length. `pattern` is its JSON Schema pattern, `matches` the same
// rule in code; a test holds the two together.
struct Format {
  std::string_view name;      // JSON Schema's `format`, or empty.
  std::string_view pattern;   // ECMA 262, anchored; or empty.
  std::string_view expected;  // A phrase after "must be".
  bool (*matches)(std::string_view text);
};

// What one can do with an optional, an array or a map without knowing its element's C++ type.
struct Container {
  // Appends an element (engages an optional) and returns it. Maps take the key.
  void* (*append)(void* container, std::string_view key);
  std::size_t (*size)(const void* container);
  const void* (*at)(const void* container, std::size_t index);
  std::string_view (*key_at)(const void* container, std::size_t index);  // Maps only.
  void (*clear)(void* container);
};

struct Field {
  std::string_view name;      // As on the wire: camelCase.
  std::string_view sentence;  // For people and models: the schema's description.
  const Type* type;
  void* (*locate)(void* owner);
  bool is_required = true;    // Must be present on input. Optionals, arrays and maps need not be.
  bool is_secret = false;     // Never echoed in an error nor written to a log.
  bool omits_null = false;    // Left out of the output when null, for protocols that want it so.
  bool refuses_null = false;  // An optional that may be absent on input, but not null.

  // The member's initializer stands when the field is absent.
  consteval Field defaulted() const {
    Field copy = *this;
    copy.is_required = false;
    return copy;
  }
  consteval Field secret() const {
    Field copy = *this;
    copy.is_secret = true;
    return copy;
  }
  consteval Field omitted_when_null() const {
    Field copy = *this;
    copy.omits_null = true;
    return copy;
  }
  consteval Field not_null() const {
    Field copy = *this;
    copy.refuses_null = true;
    return copy;
  }
  // Present on input even though its type could do without: `null` must then be said.
  consteval Field required() const {
    Field copy = *this;
    copy.is_required = true;
    return copy;
  }
};

struct Type {
  Kind kind;
  std::uint8_t width = 8;  // Bytes of an integer.
  // Bounds: of the value (integer), of the length in code points (text), of the count (array, map).
  std::int64_t minimum = 0;
  std::int64_t maximum = std::numeric_limits<std::int64_t>::max();
  double number_minimum = -std::numeric_limits<double>::max();
  double number_maximum = std::numeric_limits<double>::max();
  const Format* format = nullptr;
  std::span<const std::string_view> names = {};  // enumeration
  const Type* element = nullptr;                 // optional, array, map
  const Container* container = nullptr;          // optional, array, map
  bool only_objects = false;                     // raw_json
  std::span<const Field> fields = {};            // object
  std::string_view title = {};                   // object: its name in documents, or empty
#ifndef __wasm__
  // Makes a default value, for the generators that show defaults. They are native programs.
  void* (*make)() = nullptr;
  void (*drop)(void*) = nullptr;
#endif
};

// The field called `name`, or null.
const Field* find_field(const Type& object, std::string_view name);

// The phrase after "must be" that names the type and its bounds: "a whole number from 1 to 100".
std::string expectation_of(const Type& type);

}  // namespace crow
