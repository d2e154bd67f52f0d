// What a client gets besides an operation's own output: errors in both shapes, and health.
//
// These are written by service/error-response.cpp, service/dispatch.cpp and auth, not from here;
// the tables are for the documents alone, and document-test.cpp holds the two together.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/core/describe.h"

namespace crow::openapi {

// The names of ErrorCode on the wire, in its order.
enum class ErrorName : std::uint8_t { first };
constexpr auto names(ErrorName) {
  return std::to_array<std::string_view>(
      {"VALIDATION_ERROR", "UNAUTHORIZED", "FORBIDDEN", "NOT_FOUND", "METHOD_NOT_ALLOWED",
       "NOT_ACCEPTABLE", "CONFLICT", "PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE",
       "IDEMPOTENCY_MISMATCH", "RATE_LIMITED", "INTERNAL_ERROR", "NOT_IMPLEMENTED", "UNAVAILABLE"});
}

struct Fault {
  static constexpr std::string_view title = "Fault";
  std::string field, expected;
  std::optional<std::string> received;

  static constexpr auto fields =
      describe(crow::field<&Fault::field>(
                   "field", "Its path, as `items[3].price`; empty for the whole body."),
               crow::field<&Fault::expected>("expected", "What it must be."),
               crow::field<&Fault::received>(
                   "received",
                   "What came, cut at 64 characters; null when nothing came, and always "
                   "for passwords, keys and tokens."));
};

struct ErrorDetails {
  static constexpr std::string_view title = "ErrorDetails";
  std::optional<std::string> field, expected;
  // Absent without a fault; null when nothing came.
  std::optional<std::optional<std::string>> received;
  std::optional<std::vector<Fault>> more;
  std::optional<std::string> permission;

  static constexpr auto fields = describe(
      crow::field<&ErrorDetails::field>("field", "The first field at fault: its path.")
          .omitted_when_null(),
      crow::field<&ErrorDetails::expected>("expected", "What that field must be.")
          .omitted_when_null(),
      crow::field<&ErrorDetails::received>("received", "What came instead, cut at 64 characters.")
          .omitted_when_null(),
      crow::field<&ErrorDetails::more>("more", "Further faults, so that all are mended in one go.")
          .omitted_when_null(),
      crow::field<&ErrorDetails::permission>("permission", "The permission that the caller lacks.")
          .omitted_when_null());
};

struct ErrorBody {
  static constexpr std::string_view title = "ErrorBody";
  ErrorName code{};
  std::string message;
  std::optional<ErrorDetails> details;

  static constexpr auto fields = describe(
      field<&ErrorBody::code>("code", "Stable: decide by this."),
      field<&ErrorBody::message>("message", "A sentence for people; it may change."),
      field<&ErrorBody::details>("details", "What else is known; empty or null when nothing is."));
};

// The body of every error of the API.
struct ErrorReply {
  static constexpr std::string_view title = "Error";
  ErrorBody error;

  static constexpr auto fields = describe(field<&ErrorReply::error>("error", "What went wrong."));
};

// The body of an error below /auth, as Better Auth writes it.
struct AuthErrorReply {
  static constexpr std::string_view title = "AuthError";
  std::string message;
  std::optional<std::string> code;

  static constexpr auto fields =
      describe(field<&AuthErrorReply::message>("message", "A sentence for people."),
               field<&AuthErrorReply::code>(
                   "code", "Stable, as `INVALID_EMAIL_OR_PASSWORD`; a few errors have none.")
                   .omitted_when_null());
};

enum class Condition : std::uint8_t { ok, unavailable };
constexpr auto names(Condition) { return std::to_array<std::string_view>({"ok", "unavailable"}); }

// A service's answer to /health and /ready.
struct ServiceHealth {
  static constexpr std::string_view title = "ServiceHealth";
  Condition status{};
  std::string service, version;

  static constexpr auto fields =
      describe(field<&ServiceHealth::status>("status", "`ok`, or `unavailable` with status 503."),
               field<&ServiceHealth::service>("service", "The service that answers."),
               field<&ServiceHealth::version>("version", "Its version."));
};

struct ServiceCondition {
  std::string service;
  Condition status{};

  static constexpr auto fields =
      describe(field<&ServiceCondition::service>("service", "Which one."),
               field<&ServiceCondition::status>("status", "Whether it is ready."));
};

// The gateway's answer for all of them.
struct PlatformHealth {
  static constexpr std::string_view title = "PlatformHealth";
  Condition status{};
  std::string service, version;
  std::vector<ServiceCondition> services;

  static constexpr auto fields = describe(
      field<&PlatformHealth::status>("status", "`ok` when every service is ready, else 503."),
      field<&PlatformHealth::service>("service", "`platform`."),
      field<&PlatformHealth::version>("version", "The gateway's version."),
      field<&PlatformHealth::services>("services",
                                       "Each service; those that are not built do not count."));
};

}  // namespace crow::openapi
