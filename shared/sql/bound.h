// A statement together with its parameters, ready for one batch to the database.
//
//   auto [users, count] = co_await database.batch(sql::bind(kSelectUsers, organization, 20),
//                                                 sql::bind(kCountUsers, organization));
//
// Parameters travel as one JSON array, since that is what the host takes. What a C++ value becomes:
//
//   std::string_view, Text<>, enumeration        TEXT; an enumerator by its name
//   whole numbers, double                        REAL: D1 binds every number as REAL, which the
//                                                affinity of an INTEGER column takes back, and
//                                                which CAST(?1 AS INTEGER) takes back elsewhere
//   bool                                         0 or 1, REAL too
//   Timestamp                                    milliseconds, REAL too
//   std::optional                                NULL or its value
//   RawJson                                      TEXT, as it stands
//   std::vector, List, Map, a described struct   TEXT: JSON for json_each and ->>, whose members
//                                                follow this very table (a Timestamp inside is
//                                                milliseconds, a RawJson inside a JSON string,
//                                                a RawObject inside the object that it is)
//
// What cannot cross unharmed (a whole number beyond 2^53, NaN, bytes that are not UTF-8) is a
// defect of ours. It is noted in `fault`, and check() turns it into an error before anything is
// sent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "shared/core/describe.h"
#include "shared/core/error.h"
#include "shared/json/write.h"
#include "shared/sql/statement.h"

namespace crow::sql {

// Whole numbers of larger magnitude do not survive JavaScript's one number type.
inline constexpr std::int64_t kExact = std::int64_t{1} << 53;

struct BoundStatement {
  std::string_view name;
  std::string_view text;
  std::string parameters;  // A JSON array of texts, numbers and nulls.
  const Type* row;         // The object type of its rows; null when it returns none.
  std::string fault = {};  // Why it must not be sent; empty when it may.
};

template <typename Row>
struct Bound : BoundStatement {
  using RowType = Row;
};

// Errors: internal, when a parameter cannot be bound exactly.
Result<> check(const BoundStatement& bound);

namespace detail {

// Collects the parameters of one statement.
class Binder {
 public:
  explicit Binder(std::string_view name) : name_(name) { out_.begin_array(); }
  void text(std::string_view value);
  void null();
  void value(const Type& type, const void* value);
  BoundStatement finish(std::string_view text, const Type* row) &&;

 private:
  // A value inside a JSON text, and a scalar anywhere; false when `type` is none.
  void nested(json::Writer& out, const Type& type, const void* value);
  bool scalar(json::Writer& out, const Type& type, const void* value);
  void whole(json::Writer& out, std::int64_t value);
  void note(std::string_view why);

  std::string_view name_;
  json::Writer out_;
  std::size_t count_ = 0;  // Parameters begun.
  std::string fault_;
};

template <typename T>
struct IsOptional : std::false_type {};
template <typename T>
struct IsOptional<std::optional<T>> : std::true_type {};

template <typename T>
void add(Binder& binder, const T& value) {
  if constexpr (std::is_same_v<T, std::string_view>) {
    binder.text(value);
  } else if constexpr (IsOptional<T>::value) {
    value ? add(binder, *value) : binder.null();
  } else {
    binder.value(kTypeOf<T>, &value);
  }
}

}  // namespace detail

// Binds the parameters in order. They convert to the statement's types as in any call.
template <typename Row, typename... Parameters>
Bound<Row> bind(const Statement<Row, Parameters...>& statement,
                const std::type_identity_t<Parameters>&... parameters) {
  detail::Binder binder(statement.name);
  (detail::add(binder, parameters), ...);
  const Type* row = nullptr;
  if constexpr (!std::is_same_v<Row, None>) row = &kTypeOf<Row>;
  return {std::move(binder).finish(statement.text, row)};
}

}  // namespace crow::sql
