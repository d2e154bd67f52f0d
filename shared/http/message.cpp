#include "shared/http/message.h"

#include <array>

#include "shared/core/text.h"

namespace crow {
namespace {

constexpr std::array<std::string_view, 7> kMethods = {"GET",   "HEAD",   "POST",   "PUT",
                                                      "PATCH", "DELETE", "OPTIONS"};

std::unexpected<Error> bad(std::string_view field, std::string expected,
                           SourcePlace where = SourcePlace::current()) {
  return fail(std::vector{Violation{std::string(field), Rule::syntax, std::move(expected),
                                    std::nullopt, "string", nullptr}},
              where);
}

// The quality of one element of Accept: its q parameter in thousandths.
int quality(std::string_view parameters) {
  while (!parameters.empty()) {
    std::string_view parameter = trim(split_off(parameters, ';'));
    if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) continue;
    parameter.remove_prefix(2);
    int value = 0;
    int scale = 1000;
    for (char c : parameter) {
      if (c == '.') continue;
      if (c < '0' || c > '9' || scale == 0) break;
      value += (c - '0') * scale;
      scale /= 10;
    }
    return value;
  }
  return 1000;
}

}  // namespace

std::string_view name_of(Method method) {
  return method == Method::other ? "OTHER" : kMethods[static_cast<std::size_t>(method)];
}

Method method_from(std::string_view name) {
  for (std::size_t i = 0; i < kMethods.size(); ++i)
    if (kMethods[i] == name) return static_cast<Method>(i);
  return Method::other;
}

std::optional<std::string_view> Request::header(std::string_view name) const {
  for (const Header& header : headers)
    if (header.name == name) return header.value;
  return std::nullopt;
}

std::string_view Request::header_or(std::string_view name, std::string_view otherwise) const {
  return header(name).value_or(otherwise);
}

std::string_view Request::parameter(std::string_view name) const {
  for (const auto& [key, value] : parameters)
    if (key == name) return value;
  __builtin_trap();
}

Request parse_request(std::uint32_t id, std::string_view head) {
  Request request;
  request.id = id;
  request.method = method_from(split_off(head, '\n'));
  const std::string_view url = split_off(head, '\n');
  const auto scheme_end = url.find("://");
  const auto target_at = url.find_first_of("/?", scheme_end == url.npos ? 0 : scheme_end + 3);
  request.origin = url.substr(0, target_at);
  request.target = target_at == url.npos ? "/" : url.substr(target_at);
  std::string_view rest = request.target;
  request.path = split_off(rest, '?');
  request.query = rest;
  while (!head.empty()) {
    const std::string_view name = split_off(head, '\n');
    const std::string_view value = split_off(head, '\n');
    request.headers.push_back({to_lower(name), std::string(value)});
  }
  return request;
}

Response& Response::with(std::string_view name, std::string_view value) {
  headers.push_back({std::string(name), std::string(value)});
  return *this;
}

const Header* Response::find(std::string_view name) const {
  for (const Header& header : headers)
    if (header.name == name) return &header;
  return nullptr;
}

std::string header_lines(const std::vector<Header>& headers) {
  std::string lines;
  for (const Header& header : headers)
    if (header.value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos)
      lines += concat(header.name, '\n', header.value, '\n');
  return lines;
}

Response json_response(std::string body, int status) {
  Response response{.status = status, .body = std::move(body)};
  response.with("content-type", "application/json");
  return response;
}

Result<std::vector<std::pair<std::string, std::string>>> parse_form(std::string_view text,
                                                                    std::size_t limit) {
  std::vector<std::pair<std::string, std::string>> out;
  while (!text.empty()) {
    std::string_view value = split_off(text, '&');
    if (value.empty()) continue;
    const std::string_view name = split_off(value, '=');
    auto decoded_name = percent_decode(name, true);
    auto decoded_value = percent_decode(value, true);
    if (!decoded_name || !decoded_value || !is_utf8(*decoded_name) || !is_utf8(*decoded_value))
      return bad(is_utf8(name) ? cut_code_points(name, 64) : std::string_view{},
                 "percent-encoded UTF-8");
    if (out.size() == limit) return bad({}, concat("at most ", limit, " fields"));
    out.emplace_back(std::move(*decoded_name), std::move(*decoded_value));
  }
  return out;
}

bool accepts(std::string_view accept, std::string_view type) {
  if (trim(accept).empty()) return true;
  const std::string_view group = type.substr(0, type.find('/') + 1);
  int best = -1;  // The most specific range decides: exact, then type/*, then */*.
  bool is_accepted = false;
  while (!accept.empty()) {
    std::string_view element = split_off(accept, ',');
    const std::string range = to_lower(trim(split_off(element, ';')));
    const int specificity = range == type                       ? 2
                            : range == std::string(group) + "*" ? 1
                            : range == "*/*"                    ? 0
                                                                : -1;
    if (specificity < 0 || specificity < best) continue;
    best = specificity;
    is_accepted = quality(element) > 0;
  }
  return is_accepted;
}

std::string media_type(std::string_view content_type) {
  return to_lower(trim(split_off(content_type, ';')));
}

std::optional<std::string> header_parameter(std::string_view header, std::string_view name) {
  split_off(header, ';');
  while (!header.empty()) {
    // A quoted value may hold semicolons.
    header = header.substr(std::min(header.find_first_not_of(" \t;"), header.size()));
    const auto equals = header.find_first_of("=;");
    if (equals == header.npos || header[equals] == ';') {
      split_off(header, ';');
      continue;
    }
    const std::string_view key = trim(header.substr(0, equals));
    header.remove_prefix(equals + 1);
    std::string value;
    if (header.starts_with('"')) {
      std::size_t i = 1;
      for (; i < header.size() && header[i] != '"'; ++i) {
        if (header[i] == '\\' && i + 1 < header.size()) ++i;
        value += header[i];
      }
      header.remove_prefix(std::min(i + 1, header.size()));
    } else {
      value = trim(split_off(header, ';'));
    }
    if (equals_ignoring_case(key, name)) return value;
  }
  return std::nullopt;
}

std::optional<std::string_view> cookie(std::string_view cookie_header, std::string_view name) {
  while (!cookie_header.empty()) {
    std::string_view value = trim(split_off(cookie_header, ';'));
    if (trim(split_off(value, '=')) == name) return trim(value);
  }
  return std::nullopt;
}

Result<std::vector<FormPart>> parse_multipart(std::string_view content_type,
                                              std::string_view body) {
  constexpr std::size_t kPartsMax = 64;
  const auto boundary = header_parameter(content_type, "boundary");
  if (!boundary || boundary->empty() || boundary->size() > 70)
    return bad("content-type", "multipart/form-data with a boundary of 1 to 70 characters");
  const std::string delimiter = "--" + *boundary;
  if (!body.starts_with(delimiter)) {
    // A preamble is allowed (RFC 2046, 5.1.1).
    const auto first = body.find("\r\n" + delimiter);
    if (first == body.npos) return bad({}, "parts between boundaries");
    body.remove_prefix(first + 2);
  }
  body.remove_prefix(delimiter.size());
  const std::string next = "\r\n" + delimiter;
  std::vector<FormPart> parts;
  while (!body.starts_with("--")) {
    if (!body.starts_with("\r\n")) return bad({}, "parts between boundaries");
    body.remove_prefix(2);
    FormPart part;
    for (bool is_named = false;;) {
      const auto end = body.find("\r\n");
      if (end == body.npos) return bad({}, "parts whose headers end");
      const std::string_view line = body.substr(0, end);
      body.remove_prefix(end + 2);
      if (line.empty()) {
        if (!is_named) return bad({}, "parts that each have a name");
        break;
      }
      std::string_view value = line;
      const std::string_view name = trim(split_off(value, ':'));
      if (!is_utf8(line)) return bad({}, "parts with headers in UTF-8");
      if (equals_ignoring_case(name, "content-disposition")) {
        auto part_name = header_parameter(value, "name");
        is_named = part_name.has_value();
        part.name = std::move(part_name).value_or("");
        part.file_name = header_parameter(value, "filename");
      } else if (equals_ignoring_case(name, "content-type")) {
        part.content_type = trim(value);
      }
    }
    // The content may be empty, and then its line break is the headers' last one.
    const auto end = body.find(next);
    if (end == body.npos) return bad({}, "parts that end with the boundary");
    part.content = body.substr(0, end);
    body.remove_prefix(end + next.size());
    if (parts.size() == kPartsMax) return bad({}, concat("at most ", kPartsMax, " parts"));
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace crow
