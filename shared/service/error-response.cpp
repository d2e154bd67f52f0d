#include "shared/core/text.h"
#include "shared/service/service.h"

namespace crow {
namespace {

void write_violation(json::Writer& out, const Violation& violation) {
  out.member("field", violation.field).member("expected", violation.expected).key("received");
  if (violation.received)
    out.text(*violation.received);
  else
    out.null();
}

void write_details(json::Writer& out, const Error& error) {
  if (error.violations.empty() && error.notes.empty()) {
    out.null();
    return;
  }
  out.begin_object();
  if (!error.violations.empty()) {
    write_violation(out, error.violations.front());
    if (error.violations.size() > 1) {
      out.key("more").begin_array();
      for (std::size_t i = 1; i < error.violations.size(); ++i) {
        out.begin_object();
        write_violation(out, error.violations[i]);
        out.end_object();
      }
      out.end_array();
    }
  }
  for (const auto& [name, value] : error.notes) out.member(name, value);
  out.end_object();
}

}  // namespace

std::string error_object(const Error& error) {
  json::Writer out;
  out.begin_object();
  out.member("code", error.name.empty() ? name_of(error.code) : error.name);
  out.member("message", error.message).key("details");
  write_details(out, error);
  out.end_object();
  return out.take();
}

Response error_response(const Error& error, const Request& request) {
  json::Writer out;
  out.begin_object();
  if (request.header_or("x-error-format", {}) == "plain") {
    out.member("error", error.code == ErrorCode::invalid_argument ? "Invalid request parameters"
                                                                  : error.message);
  } else {
    out.key("error").raw(error_object(error));
  }
  out.end_object();
  Response response =
      json_response(out.take(), error.status ? error.status : status_of(error.code));
  if (error.retry_after_s > 0)
    response.with("retry-after", to_text(static_cast<std::int64_t>(error.retry_after_s)));
  return response;
}

}  // namespace crow
