#include "shared/core/error.h"

#include <array>

namespace crow {
namespace {

struct CodeRow {
  int status;
  std::string_view name;
};

constexpr std::array kCodes = {
    CodeRow{400, "VALIDATION_ERROR"},
    CodeRow{401, "UNAUTHORIZED"},
    CodeRow{403, "FORBIDDEN"},
    CodeRow{404, "NOT_FOUND"},
    CodeRow{405, "METHOD_NOT_ALLOWED"},
    CodeRow{406, "NOT_ACCEPTABLE"},
    CodeRow{409, "CONFLICT"},
    CodeRow{413, "PAYLOAD_TOO_LARGE"},
    CodeRow{415, "UNSUPPORTED_MEDIA_TYPE"},
    CodeRow{422, "IDEMPOTENCY_MISMATCH"},
    CodeRow{429, "RATE_LIMITED"},
    CodeRow{500, "INTERNAL_ERROR"},
    CodeRow{501, "NOT_IMPLEMENTED"},
    CodeRow{503, "UNAVAILABLE"},
};
static_assert(kCodes.size() == static_cast<std::size_t>(ErrorCode::unavailable) + 1);

const CodeRow& row_of(ErrorCode code) { return kCodes[static_cast<std::size_t>(code)]; }

}  // namespace

Error::Error(ErrorCode its_code, std::string its_message, std::string its_cause,
             SourcePlace its_place)
    : code(its_code),
      message(std::move(its_message)),
      cause(std::move(its_cause)),
      where(its_place) {}
[[clang::noinline]] Error::Error(const Error&) = default;
[[clang::noinline]] Error::Error(Error&&) noexcept = default;
[[clang::noinline]] Error& Error::operator=(const Error&) = default;
[[clang::noinline]] Error& Error::operator=(Error&&) noexcept = default;
[[clang::noinline]] Error::~Error() = default;

[[clang::noinline]] std::unexpected<Error> fail(ErrorCode code, std::string message,
                                                std::string cause, SourcePlace where) {
  return std::unexpected(Error(code, std::move(message), std::move(cause), where));
}

[[clang::noinline]] Result<> require(bool holds, ErrorCode code, std::string_view message,
                                     SourcePlace where) {
  if (holds) [[likely]]
    return {};
  return fail(code, std::string(message), {}, where);
}

int status_of(ErrorCode code) { return row_of(code).status; }
std::string_view name_of(ErrorCode code) { return row_of(code).name; }

std::string sentence(const Violation& violation) {
  std::string out = violation.field.empty() ? "The body" : violation.field;
  switch (violation.rule) {
    case Rule::required:
      return out + " is required: " + violation.expected;
    case Rule::unknown:
      return out + " is not a field of this operation";
    case Rule::duplicate:
      return out + " is given twice";
    default:
      break;
  }
  out += " must be ";
  out += violation.expected;
  if (violation.received) {
    out += ", got ";
    out += *violation.received;
  }
  return out;
}

std::unexpected<Error> fail(std::vector<Violation> violations, SourcePlace where) {
  std::string message = sentence(violations.front());
  Error error{ErrorCode::invalid_argument, std::move(message), {}, where};
  error.violations = std::move(violations);
  return std::unexpected(std::move(error));
}

}  // namespace crow
