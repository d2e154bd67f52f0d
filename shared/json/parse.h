// The one place where JSON text is parsed: RapidJSON, SAX, in situ, iterative; numbers by the host,
// natively by fast_float, both exactly. Who wants values derives from Events and gets them one by
// one; one instantiation serves them all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace crow::json {

// Each returns whether to go on. Texts point into the document that is being parsed.
class Events {
 public:
  virtual bool null() = 0;
  virtual bool boolean(bool value) = 0;
  virtual bool integer(std::int64_t value) = 0;
  // What is no whole number, or one beyond 64 bits with a sign.
  virtual bool number(double value) = 0;
  virtual bool text(std::string_view value) = 0;
  virtual bool begin_object() = 0;
  virtual bool key(std::string_view name) = 0;
  virtual bool end_object() = 0;
  virtual bool begin_array() = 0;
  virtual bool end_array() = 0;

 protected:
  ~Events() = default;
};

// Why a document was not read to its end.
struct Fault {
  std::string expected;  // A phrase after "must be".
  // The grammar allows it up to here, and it is a value that we do not take: a text with half of a
  // surrogate pair, or a number that no double comes near.
  bool is_of_value = false;
};

// Parses one document, which it overwrites. Absent when all of it was read; else the reason:
// invalid UTF-8 (as bytes or as escapes), NUL bytes, bad syntax, something behind the document, or
// that `events` stopped. A byte order mark is passed over.
std::optional<Fault> parse(std::string& document, Events& events);

}  // namespace crow::json
