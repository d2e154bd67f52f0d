// Errors: what went wrong, for whom, and where.
//
// A function that can fail returns Result<T>; a coroutine that can fail returns Task<T>, which
// carries the error inside. Nothing throws.
//
//   Result<int> half(int n) {
//     if (n % 2 != 0) return fail(ErrorCode::invalid_argument, "n must be even");
//     return n / 2;
//   }
//
// An Error keeps apart what the client may read (`message`, `violations`, `notes`) and what only
// the log may hold (`cause`): a secret or a statement cannot reach the client by position.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crow {

struct Type;

// The canonical codes. The HTTP status and the name on the wire are in error.cpp, the only table to
// extend when a code is added (and the list in docs/errors.md).
enum class ErrorCode : std::uint8_t {
  // The request breaks a rule of its own declaration. Prefer `conflict` when it would be right at
  // another time, `unprocessable` when it contradicts an earlier request with the same key.
  invalid_argument,
  unauthenticated,         // Nobody, or nobody we know. A known caller gets permission_denied.
  permission_denied,       // Known, but not allowed; also another organization in the path.
  not_found,               // No such thing, or it belongs to someone else: the two look the same.
  method_not_allowed,      // The path exists under other methods.
  not_acceptable,          // The client accepts nothing that we can produce.
  conflict,                // The state forbids it now: a taken name, a request in flight.
  payload_too_large,       // Body or headers beyond the limit.
  unsupported_media_type,  // A body of a type that the operation does not read.
  unprocessable,           // An idempotency key that came with another body before.
  rate_limited,            // Too many; `retry_after_s` says when again.
  internal,                // Our fault, a defect. Never for a failing host: that is `unavailable`.
  not_implemented,         // A service that this deployment does not have.
  unavailable,             // A host or a neighbour failed; the same request may succeed later.
};

// The HTTP status of a code, 400 to 503.
int status_of(ErrorCode code);
// The name of a code on the wire, as VALIDATION_ERROR.
std::string_view name_of(ErrorCode code);

// Which rule a value broke. Together with the type it lets a protocol word the fault its own way.
enum class Rule : std::uint8_t {
  type,       // Another JSON type than declared.
  required,   // Absent, and without a default.
  unknown,    // Not a field of this operation.
  duplicate,  // The same field twice.
  length,     // Too short or too long a text.
  range,      // A number or a time outside its bounds.
  format,     // A text that does not match its pattern.
  choice,     // Not one of the names of an enumeration.
  count,      // Too few or too many elements.
  depth,      // Nested deeper than the limit.
  syntax,     // Not JSON, not a form, not UTF-8.
};

// One broken rule: which field, what was expected, what came.
struct Violation {
  std::string field;  // Its path: `items[3].price`; empty for the whole body.
  Rule rule;
  std::string expected;  // A phrase that follows "must be": `a whole number from 1 to 100`.
  // The value that came, cut at 64 characters; absent when nothing came or the field is secret.
  std::optional<std::string> received;
  std::string_view
      received_type;  // JSON's word for it: string, number, object …; undefined when absent.
  const Type* type = nullptr;  // The declared type of the field, where there is one.
};

// A place in the source. std::source_location would bring the signature of every function that
// fails into the module.
class SourcePlace {
 public:
  static consteval SourcePlace current(const char* file = __builtin_FILE(),
                                       unsigned line = __builtin_LINE()) {
    return SourcePlace(file, line);
  }
  const char* file_name() const { return file_; }
  unsigned line() const { return line_; }

 private:
  consteval SourcePlace(const char* file, unsigned line) : file_(file), line_(line) {}
  const char* file_;
  unsigned line_;
};

struct [[nodiscard]] Error {
  Error(ErrorCode its_code, std::string its_message, std::string its_cause = {},
        SourcePlace its_place = SourcePlace::current());
  // Out of line: every coroutine that can fail would otherwise hold their code.
  Error(const Error&);
  Error(Error&&) noexcept;
  Error& operator=(const Error&);
  Error& operator=(Error&&) noexcept;
  ~Error();

  ErrorCode code;
  std::string message;  // For the client: a sentence. Never a secret, never SQL.
  std::string cause;    // For the log alone.
  SourcePlace where;
  // Overrides the name and the status of `code` where another standard prescribes them; else empty
  // and 0.
  std::string_view name = {};
  std::uint16_t status = 0;
  std::uint32_t retry_after_s = 0;
  std::vector<Violation> violations = {};
  // Further members of `details`, as {"permission", "patterns"}.
  std::vector<std::pair<std::string_view, std::string>> notes = {};
};

template <typename T = void>
using Result = std::expected<T, Error>;

std::unexpected<Error> fail(ErrorCode code, std::string message, std::string cause = {},
                            SourcePlace where = SourcePlace::current());

// Fails with the first violation as its message and all of them as its details. `violations` must
// not be empty.
std::unexpected<Error> fail(std::vector<Violation> violations,
                            SourcePlace where = SourcePlace::current());

// Holds, or fails: `co_await require(caller.is_admin(), ErrorCode::permission_denied, "…");`
Result<> require(bool holds, ErrorCode code, std::string_view message,
                 SourcePlace where = SourcePlace::current());

// "items[3].price must be a decimal number, got abc".
std::string sentence(const Violation& violation);

}  // namespace crow

// In synchronous code: the value of a Result, or return its error. Coroutines say co_await instead.
#define TRY(...)                                                                              \
  ({                                                                                          \
    _Pragma("clang diagnostic push")                                                          \
        _Pragma("clang diagnostic ignored \"-Wshadow\"") auto outcome_of_try = (__VA_ARGS__); \
    _Pragma("clang diagnostic pop") if (!outcome_of_try) return std::unexpected(              \
        std::move(outcome_of_try.error()));                                                   \
    ::crow::detail::value_of(std::move(outcome_of_try));                                      \
  })

namespace crow::detail {
template <typename T>
T value_of(Result<T>&& result) {
  return std::move(*result);
}
inline void value_of(Result<>&&) {}
}  // namespace crow::detail
