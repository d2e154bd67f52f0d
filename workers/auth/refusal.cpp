#include "workers/auth/refusal.h"

#include "shared/core/text.h"
#include "shared/json/write.h"
#include "shared/service/service.h"

namespace crow::auth {
namespace {

ErrorCode code_of(int status) {
  switch (status) {
    case 401:
      return ErrorCode::unauthenticated;
    case 403:
      return ErrorCode::permission_denied;
    case 404:
      return ErrorCode::not_found;
    default:
      return ErrorCode::invalid_argument;
  }
}

}  // namespace

std::unexpected<Error> refuse(const Refusal& refusal, SourcePlace where) {
  return refuse(refusal.status, refusal.code, std::string(refusal.message), where);
}

std::unexpected<Error> refuse(int status, std::string_view code, std::string message,
                              SourcePlace where) {
  Error error{code_of(status), std::move(message), {}, where};
  error.name = code;
  // The status marks an error as Better Auth's: it may lack a name, the kernel's never do.
  error.status = static_cast<std::uint16_t>(status);
  return std::unexpected(std::move(error));
}

Response refusal_response(const Error& error, const Request& request) {
  if (request.path.starts_with("/internal/")) return crow::error_response(error, request);
  const bool is_ours = error.status != 0;
  if (!is_ours && error.code == ErrorCode::not_found) return {.status = 404};

  json::Writer out;
  if (!error.message.empty()) {
    out.begin_object().member("message", error.message);
    const std::string_view code = is_ours ? error.name : name_of(error.code);
    if (!code.empty()) out.member("code", code);
    out.end_object();
  }
  Response response = json_response(out.take(), is_ours ? error.status : status_of(error.code));
  if (error.retry_after_s > 0)
    response.with("retry-after", to_text(static_cast<std::int64_t>(error.retry_after_s)));
  return response;
}

}  // namespace crow::auth
