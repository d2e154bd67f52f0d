// Writing JSON: by the table of a described type, or value by value.
//
//   std::string body = json::write(user);                       // a described struct
//
//   json::Writer line;                                          // a log line, a token, an error
//   line.begin_object().member("status", 200).member("route", "/users/me").end_object();
//
// Nothing builds a tree. Text must be UTF-8; absent optionals are written as null unless their
// field says omitted_when_null().
#pragma once

#include <string>
#include <string_view>
#include <type_traits>

#include "shared/core/describe.h"

namespace crow::json {

// Appends tokens to a text and sets the commas. The caller keeps begins and ends in balance.
class Writer {
 public:
  Writer& begin_object() { return open('{'); }
  Writer& end_object() { return close('}'); }
  Writer& begin_array() { return open('['); }
  Writer& end_array() { return close(']'); }
  Writer& key(std::string_view name);
  Writer& text(std::string_view value);
  Writer& integer(std::int64_t value);
  // NaN and the infinities, which JSON lacks, become null.
  Writer& number(double value);
  Writer& boolean(bool value);
  Writer& null();
  // `json` must be one JSON value.
  Writer& raw(std::string_view json);
  // A value by its type's table.
  Writer& value(const Type& type, const void* value);

  Writer& member(std::string_view name, std::string_view value) { return key(name).text(value); }
  Writer& member(std::string_view name, const char* value) { return key(name).text(value); }
  template <std::integral T>
  Writer& member(std::string_view name, T value) {
    if constexpr (std::is_same_v<T, bool>)
      return key(name).boolean(value);
    else
      return key(name).integer(static_cast<std::int64_t>(value));
  }

  const std::string& str() const { return out_; }
  std::string take() { return std::move(out_); }
  void reserve(std::size_t bytes) { out_.reserve(bytes); }

 private:
  Writer& open(char bracket);
  Writer& close(char bracket);
  void separate();

  std::string out_;
  bool needs_comma_ = false;
};

std::string write(const Type& type, const void* value);

template <typename T>
std::string write(const T& value) {
  return write(kTypeOf<T>, &value);
}

}  // namespace crow::json
