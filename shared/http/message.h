// Requests and responses as plain data. Bodies of requests are not here: they are read on demand
// through the host (shared/host/host.h), after everything that can refuse the request has spoken.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/core/error.h"

namespace crow {

enum class Method : std::uint8_t { get, head, post, put, patch, remove, options, other };

// "GET", "DELETE" …
std::string_view name_of(Method method);
Method method_from(std::string_view name);

struct Header {
  std::string name;  // Lower case.
  std::string value;
};

struct Request {
  std::uint32_t id = 0;  // The host's number for it.
  Method method = Method::get;
  std::string origin;  // "https://api.crowai.dev": scheme and authority as the host saw them.
  std::string target;  // The raw target: path and query, as it came over the wire.
  std::string path;    // The target's path, not decoded.
  std::string query;   // What follows the first '?', not decoded.
  std::vector<Header> headers;
  // Values of the route's {parameters}, decoded, in the order of the path.
  std::vector<std::pair<std::string_view, std::string>> parameters;

  // The value of a header, by its lower-case name. A header that came several times has its values
  // joined by ", " (RFC 9110, 5.3). Absent and empty differ.
  std::optional<std::string_view> header(std::string_view name) const;
  std::string_view header_or(std::string_view name, std::string_view otherwise) const;
  // The value of a path parameter. It must be one of the route's.
  std::string_view parameter(std::string_view name) const;
};

// Reads the head of a request as the shim writes it: "METHOD\nURL\n" and then "name\nvalue\n" for
// each header. The host has validated all of them.
Request parse_request(std::uint32_t id, std::string_view head);

struct Response {
  int status = 200;
  std::vector<Header> headers = {};
  std::string body = {};
  // The body, the headers and (with status 0) the status are those of the response that
  // shared/host/forward.h brought; `headers` are set on top.
  bool is_forwarded = false;
  // Everything was said through shared/host/stream.h; `status` is for the log.
  bool is_streamed = false;

  Response& with(std::string_view name, std::string_view value);
  const Header* find(std::string_view name) const;
};

// The headers as the host takes them: "name\nvalue\n". One whose value holds a line break or NUL
// would begin another header (response splitting), and is left out.
std::string header_lines(const std::vector<Header>& headers);

// A response with a JSON body.
Response json_response(std::string body, int status = 200);

// The names and decoded values of a query string or a form (WHATWG URL, application/x-www-form-
// urlencoded). At most `limit` of them.
//
// Errors: invalid_argument for a malformed escape, invalid UTF-8, or too many.
Result<std::vector<std::pair<std::string, std::string>>> parse_form(std::string_view text,
                                                                    std::size_t limit = 256);

// True when the Accept header takes `type` (as "application/json"), by itself, by its range or by
// being absent. RFC 9110, 12.5.1.
bool accepts(std::string_view accept, std::string_view type);

// The media type of a Content-Type, in lower case and without parameters.
std::string media_type(std::string_view content_type);

// The value of a parameter of a header such as Content-Type: header_parameter(h, "boundary").
std::optional<std::string> header_parameter(std::string_view header, std::string_view name);

// The value of a cookie (RFC 6265), as it stands; the first of several.
std::optional<std::string_view> cookie(std::string_view cookie_header, std::string_view name);

// One part of a multipart/form-data body. `content` points into the body.
struct FormPart {
  std::string name;
  std::optional<std::string> file_name;
  std::string content_type;  // Empty when the part names none.
  std::string_view content;
};

// RFC 7578. `content_type` is the request's header with the boundary. At most 64 parts.
//
// Errors: invalid_argument for a missing boundary, a part without a name, a body that does not end.
Result<std::vector<FormPart>> parse_multipart(std::string_view content_type, std::string_view body);

}  // namespace crow
