#include "shared/host/services.h"

#include "shared/core/text.h"

namespace crow {
namespace {

// What of another service's error the caller here may see.
struct RemoteFault {
  std::string code, message;
  static constexpr auto fields = describe(field<&RemoteFault::code>("code", "Its name."),
                                          field<&RemoteFault::message>("message", "Its sentence."));
};
struct RemoteError {
  RemoteFault error;
  static constexpr auto fields = describe(field<&RemoteError::error>("error", "The error."));
};

std::unexpected<Error> remote_error(int status, std::string body, std::string_view path) {
  constexpr ErrorCode kPassedOn[] = {ErrorCode::invalid_argument, ErrorCode::permission_denied,
                                     ErrorCode::not_found, ErrorCode::conflict,
                                     ErrorCode::rate_limited};
  std::string cause =
      concat(path, " answered ", status, ": ", cut_code_points(is_utf8(body) ? body : "", 500));
  const auto remote = json::read<RemoteError>(std::move(body), {.unknown = json::Unknown::ignored});
  for (const ErrorCode code : kPassedOn)
    if (remote && status_of(code) == status)
      return fail(code, remote->error.message, std::move(cause));
  return fail(ErrorCode::unavailable, "A part of the platform did not answer; try again.",
              std::move(cause));
}

}  // namespace

Task<std::string> Services::fetch(std::string_view binding, Method method, std::string_view path,
                                  std::string body, std::vector<Header> headers) const {
  std::string head = concat(name_of(method), '\n', path, '\n');
  std::string_view internal_keys = variable_or("INTERNAL_KEY", {});
  head += concat("x-internal-key\n", trim(split_off(internal_keys, ',')), '\n');
  for (const Header& header : headers_) head += concat(header.name, '\n', header.value, '\n');
  if (!body.empty() && headers.empty()) headers.push_back({"content-type", "application/json"});
  // An empty line ends the head.
  std::erase_if(headers, [](const Header& header) { return header.value.empty(); });
  head += header_lines(headers);
  head += '\n';
  head += body;
  std::string answer = co_await host_.call("service.fetch", binding, head);
  const auto status_end = answer.find('\n');
  const auto status = to_number(std::string_view(answer).substr(0, status_end));
  answer.erase(0, status_end + 1);
  if (!status || *status < 200 || *status > 299)
    co_return remote_error(static_cast<int>(status.value_or(0)), std::move(answer), path);
  co_return answer;
}

void Services::place(const Type& input, void* value, std::string& path, std::string& body) {
  json::Writer out;
  out.begin_object();
  for (const Field& field : input.fields) {
    const std::string parameter = concat('{', field.name, '}');
    if (const auto at = path.find(parameter); at != path.npos)
      path.replace(at, parameter.size(),
                   percent_encode(*static_cast<const std::string*>(field.locate(value))));
    else
      out.key(field.name).value(*field.type, field.locate(value));
  }
  body = out.end_object().take();
}

Result<> Services::decode(std::string body, const Type& type, void* out) {
  if (body.empty()) body = "{}";  // 204
  auto outcome = json::read(std::move(body), type, out, {.unknown = json::Unknown::ignored});
  if (outcome) return {};
  return fail(ErrorCode::unavailable, "A part of the platform gave an unexpected answer.",
              std::move(outcome.error().message));
}

}  // namespace crow
