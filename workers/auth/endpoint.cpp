#include "workers/auth/endpoint.h"

#include "shared/contracts/auth/accounts.h"
#include "shared/contracts/auth/members.h"
#include "shared/core/text.h"
#include "shared/http/route.h"
#include "shared/json/read.h"
#include "workers/auth/origin.h"
#include "workers/auth/refusal.h"
#include "workers/auth/wording.h"

namespace crow::auth {
namespace {

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kForm = "application/x-www-form-urlencoded";
constexpr json::Limits kLimits{.unknown = json::Unknown::ignored};

std::unexpected<Error> invalid(std::vector<Violation> violations, std::string_view part,
                               const Type& input) {
  return refuse(400, "VALIDATION_ERROR", in_zods_words(std::move(violations), part, input));
}

// What zod finds besides when a body is no object: the two halves of sign-up's and has-permission's
// are looked at one by one. update-user's is a record, not an object.
std::string more_of_whole(const Operation& operation, std::string_view received) {
  if (&operation == &SignUp::operation)
    return concat("; [body] Invalid input: expected record, received ", received);
  return &operation == &HasPermission::operation ? "; [body] Invalid input" : "";
}

// The faults of a body.
std::unexpected<Error> invalid_body(const Operation& operation, const Type& input,
                                    std::vector<Violation> violations) {
  if (violations.front().rule == Rule::syntax) return refuse(kInvalidJson);
  const bool is_whole = violations.front().field.empty();
  const std::string_view received = violations.front().received_type;
  auto refusal = invalid(std::move(violations), "body", input);
  if (is_whole && &operation == &UpdateUser::operation)
    refusal.error().message = concat("[body] Invalid input: expected record, received ", received);
  else if (is_whole)
    refusal.error().message += more_of_whole(operation, received);
  return refusal;
}

// A form as the JSON object that Better Auth makes of it: texts only, the last of a name counts.
Result<std::string> form_as_json(std::string_view form) {
  const auto values = TRY(parse_form(form));
  json::Writer out;
  out.begin_object();
  for (std::size_t i = 0; i < values.size(); ++i) {
    bool is_last = true;
    for (std::size_t j = i + 1; j < values.size(); ++j)
      is_last &= values[j].first != values[i].first;
    if (is_last) out.member(values[i].first, values[i].second);
  }
  out.end_object();
  return out.take();
}

// The body as JSON; nothing when there is none. What comes without a type is no body.
Task<std::optional<std::string>> body_as_json(Context& context, const Operation& operation) {
  const std::string_view header = context.request.header_or("content-type", {});
  const std::string type = media_type(header);
  if (type.empty()) co_return std::optional<std::string>();
  const bool is_form = operation.takes_forms && type == kForm;
  auto body = co_await context.host.body(operation.body_bytes_max).as_result();
  if (body && body->empty()) co_return std::optional<std::string>();
  if (!is_form && type != kJson) {
    const std::string allowed =
        operation.takes_forms ? concat(kForm, ", ", kJson) : std::string(kJson);
    co_await refuse(415, "UNSUPPORTED_MEDIA_TYPE",
                    concat("Content-Type \"", cut_code_points(header, 64),
                           "\" is not allowed. Allowed types: ", allowed));
  }
  std::string text = co_await std::move(body);
  if (is_form) text = co_await form_as_json(text);
  co_return std::optional(std::move(text));
}

Task<> read_body(Context& context, const Operation& operation, const Type& input, void* out) {
  const auto body = co_await body_as_json(context, operation);
  co_await check_origin(context.request);
  if (body) {
    co_await check_callbacks(context.request, *body);
    auto outcome = json::read(*body, input, out, kLimits);
    if (!outcome) co_await invalid_body(operation, input, std::move(outcome.error().violations));
  } else if (!operation.may_lack_body) {
    co_await invalid_body(operation, input, {{{}, Rule::required, {}, {}, "undefined", &input}});
  }
  // Forms can be posted by any page, and their answer sets a cookie.
  if (operation.takes_forms) co_await check_form_origin(context.request);
}

Task<> read_query(Context& context, const Operation& operation, const Type& input, void* out) {
  std::vector<Violation> violations;
  const auto values = co_await parse_form(context.request.query);
  for (const Field& field : input.fields) {
    if (has_parameter(operation.path, field.name)) {
      json::read_text(context.request.parameter(field.name), field, field.locate(out), violations);
      continue;
    }
    const std::string* found = nullptr;
    for (const auto& [name, value] : values)
      if (name == field.name) found = &value;
    const bool is_number =
        field.type->kind == Kind::optional && field.type->element->kind == Kind::integer;
    if (found)
      // Nothing is the number 0 in JavaScript.
      json::read_text(is_number && found->empty() ? "0" : *found, field, field.locate(out),
                      violations);
    else if (field.is_required)
      violations.push_back(
          {std::string(field.name), Rule::required, {}, {}, "undefined", field.type});
  }
  if (!violations.empty()) co_await invalid(std::move(violations), "query", input);
}

}  // namespace

Task<> read_request(Context& context, const Operation& operation, const Type& input, void* out) {
  if (operation.method == Method::post)
    co_await read_body(context, operation, input, out);
  else
    co_await read_query(context, operation, input, out);
}

namespace detail {

Response reply(const Operation& operation, const Type& output, const void* value) {
  if (operation.success == 204) return {.status = 204};
  return json_response(json::write(output, value), operation.success);
}

}  // namespace detail
}  // namespace crow::auth
