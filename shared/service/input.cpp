#include "shared/core/text.h"
#include "shared/json/read.h"
#include "shared/service/service.h"

namespace crow {
namespace {

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kForm = "application/x-www-form-urlencoded";

bool has_body(Method method) {
  return method == Method::post || method == Method::put || method == Method::patch;
}

Violation missing(const Field& field) {
  return {std::string(field.name),
          Rule::required,
          expectation_of(*field.type),
          std::nullopt,
          "undefined",
          field.type};
}

// Arrays take one element per value, so that their number is known at the end.
void check_count(const Field& field, const void* array, std::vector<Violation>& violations) {
  const Type& type = *field.type;
  const auto count = static_cast<std::int64_t>(type.container->size(array));
  if (count >= type.minimum && count <= type.maximum) return;
  std::optional<std::string> received;
  if (!field.is_secret) received = concat(count, " elements");
  violations.push_back({std::string(field.name), Rule::count, expectation_of(type),
                        std::move(received), "array", &type});
}

// Puts the values of a query string or form into the fields they name. Names that the operation
// does not have are refused in a body and passed over in a query string.
void fill(std::span<const Field> fields, std::string_view path,
          const std::vector<std::pair<std::string, std::string>>& values, json::Unknown unknown,
          void* out, std::vector<Violation>& violations) {
  std::uint64_t seen = 0;
  for (const auto& [name, value] : values) {
    const Field* field = nullptr;
    for (std::size_t i = 0; i < fields.size() && !field; ++i) {
      if (fields[i].name != name || has_parameter(path, name)) continue;
      field = &fields[i];
      const std::uint64_t bit = std::uint64_t{1} << i;
      const bool is_array = field->type->kind == Kind::array;
      if ((seen & bit) && !is_array)
        violations.push_back(
            {name, Rule::duplicate, "given once", std::nullopt, "string", field->type});
      // What came replaces the elements that a default has.
      if (!(seen & bit) && is_array) field->type->container->clear(field->locate(out));
      seen |= bit;
    }
    if (field)
      json::read_text(value, *field, field->locate(out), violations);
    else if (unknown == json::Unknown::refused)
      violations.push_back({std::string(cut_code_points(name, 64)), Rule::unknown,
                            "a field of this operation", std::nullopt, "undefined", nullptr});
    if (violations.size() >= 16) return;
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (has_parameter(path, fields[i].name)) continue;
    if (!(seen >> i & 1)) {
      if (fields[i].is_required) violations.push_back(missing(fields[i]));
    } else if (fields[i].type->kind == Kind::array) {
      check_count(fields[i], fields[i].locate(out), violations);
    }
  }
}

// A type like `input` without the fields that the path gives.
struct BodyType {
  std::vector<Field> fields;
  Type type;

  BodyType(const Type& input, std::string_view path) : type(input) {
    for (const Field& field : input.fields)
      if (!has_parameter(path, field.name)) fields.push_back(field);
    type.fields = fields;
  }
};

bool is_empty_body(const Request& request) {
  return request.header_or("content-length", "0") == "0" &&
         !request.header("transfer-encoding").has_value();
}

Task<> read_body(Context& context, const Operation& operation, const Type& input, void* out) {
  const Request& request = context.request;
  const std::string type = media_type(request.header_or("content-type", {}));
  const bool is_empty = is_empty_body(request) && type.empty();
  const bool is_form = operation.takes_forms && type == kForm;
  if (!is_empty && !is_form && type != kJson) {
    const std::string allowed =
        operation.takes_forms ? concat(kForm, ", ", kJson) : std::string(kJson);
    Error error{ErrorCode::unsupported_media_type,
                concat("Content-Type \"", cut_code_points(type, 64),
                       "\" is not allowed. Allowed types: ", allowed),
                {},
                SourcePlace::current()};
    co_await std::unexpected(std::move(error));
  }
  std::string body = co_await context.host.body(operation.body_bytes_max);
  if (context.input_guard) context.input_guard->see_body(body);
  if (body.empty() && operation.may_lack_body) body = "{}";
  const auto unknown = operation.ignores_unknown ? json::Unknown::ignored : json::Unknown::refused;
  if (is_form) {
    std::vector<Violation> violations;
    const auto values = co_await parse_form(body);
    fill(input.fields, operation.path, values, unknown, out, violations);
    if (!violations.empty()) co_await fail(std::move(violations));
  } else {
    const BodyType body_type(input, operation.path);
    auto outcome = json::read(std::move(body), body_type.type, out, {.unknown = unknown});
    // The error outlives `body_type`.
    if (!outcome)
      for (Violation& violation : outcome.error().violations)
        if (violation.type == &body_type.type) violation.type = &input;
    co_await std::move(outcome);
  }
}

}  // namespace

Task<> read_input(Context& context, const Operation& operation, const Type& input, void* out) {
  std::vector<Violation> violations;
  for (const auto& [name, value] : context.request.parameters)
    if (const Field* field = find_field(input, name))
      json::read_text(value, *field, field->locate(out), violations);

  if (has_body(operation.method)) {
    if (input.fields.size() > context.request.parameters.size() || operation.may_lack_body)
      co_await read_body(context, operation, input, out);
  } else {
    const auto values = co_await parse_form(context.request.query);
    fill(input.fields, operation.path, values, json::Unknown::ignored, out, violations);
  }
  if (!violations.empty()) co_await fail(std::move(violations));
  if (context.input_guard) co_await context.input_guard->admit(context);
}

namespace detail {

Response reply(const Operation& operation, const Type& output, const void* value) {
  if (operation.success == 204) return Response{.status = 204};
  Response response = json_response(json::write(output, value), operation.success);
  // What one caller may read is nobody else's, also not from a cache on the way.
  if (operation.access != Access::anyone) response.with("cache-control", "no-store");
  return response;
}

}  // namespace detail
}  // namespace crow
