// describe: one table per struct, from which everything that crosses a boundary is derived.
//
//   struct Greeting {
//     Text<1, 80> name;
//     Integer<1, 100> limit{20};
//     std::optional<std::string> note;
//
//     static constexpr auto fields = describe(
//         field<&Greeting::name>("name", "Whom to greet."),
//         field<&Greeting::limit>("limit", "How often.").defaulted(),
//         field<&Greeting::note>("note", "What to add."));
//   };
//
// `kTypeOf<Greeting>` is then a constant table of type-erased fields. JSON in and out, query
// strings, forms, SQL rows and JSON Schema are ordinary functions over that table, compiled once:
// a new struct adds data, not code.
//
// A value is refused by its bounds at the door, so inner code never sees one outside them.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "shared/core/type.h"

namespace crow {

// ----------------------------------------------------------------------------- types with bounds

struct AnyText {};

// Min to Max Unicode code points. `F` may be a struct with `static constexpr Format format`.
template <std::size_t Min, std::size_t Max, typename F = AnyText>
struct Text {
  std::string value;
  operator const std::string&() const& { return value; }
  operator std::string_view() const { return value; }
  bool operator==(const Text&) const = default;
};

// A whole number from Min to Max, both included.
template <std::int64_t Min, std::int64_t Max>
struct Integer {
  std::int64_t value = Min > 0 || Max < 0 ? Min : 0;
  operator std::int64_t() const { return value; }
  bool operator==(const Integer&) const = default;
};

// A number from Min to Max, both included. NaN and the infinities do not exist in JSON.
template <double Min, double Max>
struct Number {
  double value = Min > 0 || Max < 0 ? Min : 0;
  operator double() const { return value; }
  bool operator==(const Number&) const = default;
};

// A list of Min to Max elements. A plain std::vector has no bound but the reader's.
template <typename T, std::size_t Min, std::size_t Max>
struct List {
  std::vector<T> value;
  bool operator==(const List&) const = default;
};

// Names to values, in the order they came.
template <typename T>
struct Map {
  std::vector<std::pair<std::string, T>> entries;
  bool operator==(const Map&) const = default;
};

// A moment: milliseconds since 1970-01-01T00:00:00Z.
struct Timestamp {
  std::int64_t ms = 0;
  auto operator<=>(const Timestamp&) const = default;
};

// One JSON value as text, valid and within the reader's limits, otherwise opaque.
struct RawJson {
  std::string text = "null";
  bool operator==(const RawJson&) const = default;
};

// The same, but the value is an object.
struct RawObject : RawJson {
  RawObject() : RawJson{"{}"} {}
};

// An enumeration that lists its names, in order, from 0:
//   enum class Role : std::uint8_t { owner, admin, member };
//   constexpr auto names(Role) { return std::to_array<std::string_view>({"owner", "admin", …}); }
template <typename T>
concept NamedEnum = std::is_enum_v<T> && std::same_as<std::underlying_type_t<T>, std::uint8_t> &&
                    requires(T t) { names(t); };

template <typename T>
concept Described = requires { T::fields; };

// The name of an enumerator on the wire.
template <NamedEnum T>
constexpr std::string_view name_of(T value) {
  constexpr auto all = names(T{});
  return all[static_cast<std::size_t>(value)];
}

// The enumerator with this name, or nothing.
template <NamedEnum T>
constexpr std::optional<T> from_name(std::string_view name) {
  constexpr auto all = names(T{});
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i] == name) return static_cast<T>(i);
  return std::nullopt;
}

// --------------------------------------------------------------------- from C++ types to tables

template <typename T>
struct Describe;

template <typename T>
inline constexpr Type kTypeOf = Describe<T>::type;

// A type that may be absent on input without a default of its own.
constexpr bool is_absent_able(Kind kind) {
  return kind == Kind::optional || kind == Kind::array || kind == Kind::map;
}

namespace detail {

template <typename Member>
struct MemberOf;
template <typename O, typename V>
struct MemberOf<V O::*> {
  using Owner = O;
  using Value = V;
};

template <auto member>
void* locate(void* owner) {
  return &(static_cast<typename MemberOf<decltype(member)>::Owner*>(owner)->*member);
}

template <auto member, std::size_t index>
void* locate_embedded(void* owner) {
  using Inner = typename MemberOf<decltype(member)>::Value;
  return Inner::fields[index].locate(locate<member>(owner));
}

template <auto member, std::size_t index>
consteval Field embedded() {
  Field copy = MemberOf<decltype(member)>::Value::fields[index];
  copy.locate = &locate_embedded<member, index>;
  return copy;
}

// A part of a description is one field, or those of an embedded struct.
template <typename Part>
inline constexpr std::size_t count_fields = 1;
template <std::size_t size>
inline constexpr std::size_t count_fields<std::array<Field, size>> = size;

consteval void put_fields(const Field& field, Field*& out) { *out++ = field; }
template <std::size_t size>
consteval void put_fields(const std::array<Field, size>& fields, Field*& out) {
  for (const Field& field : fields) *out++ = field;
}

template <typename T>
constexpr Type with_lifecycle(Type type) {
#ifndef __wasm__
  type.make = +[]() -> void* { return new T{}; };
  type.drop = +[](void* p) { delete static_cast<T*>(p); };
#endif
  return type;
}

template <typename T>
constexpr Container kOptional{.append = [](void* c, std::string_view) -> void* {
                                return &static_cast<std::optional<T>*>(c)->emplace();
                              },
                              .size = [](const void* c) -> std::size_t {
                                return static_cast<const std::optional<T>*>(c)->has_value() ? 1 : 0;
                              },
                              .at = [](const void* c, std::size_t) -> const void* {
                                return &**static_cast<const std::optional<T>*>(c);
                              },
                              .key_at = nullptr,
                              .clear = [](void* c) { static_cast<std::optional<T>*>(c)->reset(); }};

template <typename T>
constexpr Container kVector{.append = [](void* c, std::string_view) -> void* {
                              return &static_cast<std::vector<T>*>(c)->emplace_back();
                            },
                            .size = [](const void* c) -> std::size_t {
                              return static_cast<const std::vector<T>*>(c)->size();
                            },
                            .at = [](const void* c, std::size_t i) -> const void* {
                              return &(*static_cast<const std::vector<T>*>(c))[i];
                            },
                            .key_at = nullptr,
                            .clear = [](void* c) { static_cast<std::vector<T>*>(c)->clear(); }};

template <typename T>
constexpr Container kMap{
    .append = [](void* c, std::string_view key) -> void* {
      return &static_cast<Map<T>*>(c)->entries.emplace_back(std::string(key), T{}).second;
    },
    .size = [](const void* c) -> std::size_t {
      return static_cast<const Map<T>*>(c)->entries.size();
    },
    .at = [](const void* c, std::size_t i) -> const void* {
      return &static_cast<const Map<T>*>(c)->entries[i].second;
    },
    .key_at = [](const void* c, std::size_t i) -> std::string_view {
      return static_cast<const Map<T>*>(c)->entries[i].first;
    },
    .clear = [](void* c) { static_cast<Map<T>*>(c)->entries.clear(); }};

template <typename T>
constexpr std::string_view title_of() {
  if constexpr (requires { T::title; })
    return T::title;
  else
    return {};
}

}  // namespace detail

// Documents are made by native programs: the workers do without the sentences.
#ifdef __wasm__
inline constexpr bool kHasSentences = false;
#else
inline constexpr bool kHasSentences = true;
#endif

template <auto member>
consteval Field field(std::string_view name, std::string_view sentence) {
  using Value = typename detail::MemberOf<decltype(member)>::Value;
  return {.name = name,
          .sentence = kHasSentences ? sentence : std::string_view(),
          .type = &kTypeOf<Value>,
          .locate = &detail::locate<member>,
          .is_required = !is_absent_able(kTypeOf<Value>.kind)};
}

// The fields of a member that is itself described, as if they stood here one by one:
//
//   struct Row {
//     User user;
//     std::int64_t joinedAt = 0;
//     static constexpr auto fields =
//         describe(embed<&Row::user>(), field<&Row::joinedAt>("joinedAt", "When they joined."));
//   };
//
// A row that carries more than its item, or inputs that share their paging, repeat nothing then.
template <auto member>
consteval auto embed() {
  using Inner = typename detail::MemberOf<decltype(member)>::Value;
  return []<std::size_t... i>(std::index_sequence<i...>) {
    return std::array<Field, sizeof...(i)>{detail::embedded<member, i>()...};
  }(std::make_index_sequence<Inner::fields.size()>());
}

// The table of a struct: fields and embedded structs, in the order of the wire.
template <typename... Part>
consteval auto describe(Part... parts) {
  // Readers remember in 64 bits which fields came.
  static_assert((0 + ... + detail::count_fields<Part>) <= 64, "a struct has at most 64 fields");
  std::array<Field, (0 + ... + detail::count_fields<Part>)> all{};
  Field* out = all.data();
  (detail::put_fields(parts, out), ...);
  return all;
}

template <>
struct Describe<bool> {
  static constexpr Type type{.kind = Kind::boolean};
};
template <>
struct Describe<std::int64_t> {
  static constexpr Type type{.kind = Kind::integer,
                             .minimum = std::numeric_limits<std::int64_t>::min()};
};
template <>
struct Describe<std::int32_t> {
  static constexpr Type type{.kind = Kind::integer,
                             .width = 4,
                             .minimum = std::numeric_limits<std::int32_t>::min(),
                             .maximum = std::numeric_limits<std::int32_t>::max()};
};
template <>
struct Describe<double> {
  static constexpr Type type{.kind = Kind::number};
};
template <>
struct Describe<std::string> {
  static constexpr Type type{.kind = Kind::text};
};
template <>
struct Describe<Timestamp> {
  static constexpr Type type{.kind = Kind::timestamp};
};
template <>
struct Describe<RawJson> {
  static constexpr Type type{.kind = Kind::raw_json};
};
template <>
struct Describe<RawObject> {
  static constexpr Type type{.kind = Kind::raw_json, .only_objects = true};
};
template <std::size_t Min, std::size_t Max, typename F>
struct Describe<Text<Min, Max, F>> {
  static constexpr Type make_type() {
    Type made{.kind = Kind::text, .minimum = Min, .maximum = Max};
    if constexpr (requires { F::format; }) made.format = &F::format;
    return made;
  }
  static constexpr Type type = make_type();
};
template <std::int64_t Min, std::int64_t Max>
struct Describe<Integer<Min, Max>> {
  static constexpr Type type{.kind = Kind::integer, .minimum = Min, .maximum = Max};
};
template <double Min, double Max>
struct Describe<Number<Min, Max>> {
  static constexpr Type type{.kind = Kind::number, .number_minimum = Min, .number_maximum = Max};
};
template <NamedEnum T>
struct Describe<T> {
  static constexpr auto all_names = names(T{});
  static constexpr Type type{.kind = Kind::enumeration, .width = 1, .names = all_names};
};
template <typename T>
struct Describe<std::optional<T>> {
  static constexpr Type type{
      .kind = Kind::optional, .element = &kTypeOf<T>, .container = &detail::kOptional<T>};
};
template <typename T>
struct Describe<std::vector<T>> {
  static constexpr Type type{
      .kind = Kind::array, .element = &kTypeOf<T>, .container = &detail::kVector<T>};
};
template <typename T, std::size_t Min, std::size_t Max>
struct Describe<List<T, Min, Max>> {
  static_assert(sizeof(List<T, Min, Max>) == sizeof(std::vector<T>));
  static constexpr Type type{.kind = Kind::array,
                             .minimum = Min,
                             .maximum = Max,
                             .element = &kTypeOf<T>,
                             .container = &detail::kVector<T>};
};
template <typename T>
struct Describe<Map<T>> {
  static constexpr Type type{
      .kind = Kind::map, .element = &kTypeOf<T>, .container = &detail::kMap<T>};
};
template <Described T>
struct Describe<T> {
  static constexpr Type type = detail::with_lifecycle<T>(
      {.kind = Kind::object, .fields = T::fields, .title = detail::title_of<T>()});
};

// The answer or the input of an operation that has none.
struct Nothing {
  static constexpr std::array<Field, 0> fields = {};
  bool operator==(const Nothing&) const = default;
};

}  // namespace crow
