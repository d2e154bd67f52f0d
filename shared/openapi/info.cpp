#include "shared/openapi/info.h"

namespace crow::openapi {
namespace {

constexpr std::string_view kDescription =
    R"(CROW gives a retailer one API over what happens on its website, in front of its cameras and
in social media.

## Credentials

Send an API key as `X-API-Key: crow_…` or `Authorization: Bearer crow_…`; browsers send the session
cookie. One credential in a request, not several. A key acts for the organization that was active
when it was made, a session for its active one. Another organization in the path is 403; other
people's ids elsewhere are 404. A key that is deleted or a session that ends is refused within ten
seconds.

## Values

Fields are camelCase. A field without a value is null, not left out. Times are RFC 3339 in UTC with
milliseconds. Money is a decimal text with a currency beside it. Ids are letters, digits and
underscores, 64 at most; their inside means nothing.

## Errors

Every error has the same body; decide by `code`:

    {"error": {"code": "VALIDATION_ERROR", "message": "limit must be …",
               "details": {"field": "limit", "expected": "…", "received": "0"}}}

| status | code |
|---|---|
| 400 | `VALIDATION_ERROR`: `details` is the first fault, `details.more` the others |
| 401 | `UNAUTHORIZED` |
| 403 | `FORBIDDEN`: `details.permission` when one is missing |
| 404, 405, 406 | `NOT_FOUND`, `METHOD_NOT_ALLOWED`, `NOT_ACCEPTABLE` |
| 409 | `CONFLICT` |
| 413, 415 | `PAYLOAD_TOO_LARGE`, `UNSUPPORTED_MEDIA_TYPE` |
| 422 | `IDEMPOTENCY_MISMATCH` |
| 429 | `RATE_LIMITED` |
| 500, 501, 503 | `INTERNAL_ERROR`, `NOT_IMPLEMENTED`, `UNAVAILABLE` |

`X-Error-Format: plain` gives `{"error": "message"}` instead. Below `/auth` errors are Better
Auth's, `{"message", "code"}`. Every answer has an `X-Request-Id`: tell it when you ask for help.

## Lists

A list is `{"data", "page", "limit", "total", "nextCursor"}`. Ask with `page` and `limit` (1 to
100), or go on with `cursor`, which stays stable while things are added; not with both. Past the end
a list is empty, not an error.

## Doing things once

A POST that makes something takes an `Idempotency-Key`. Sent again within 24 hours it gets the first
answer once more, with `Idempotent-Replayed: true`; with another body it is 422, and 409 while the
first is under way.

## Limits

Requests are counted per key or session and minute (UTC); the organization's tier gives the number.
Without a credential the address counts. `X-RateLimit-Limit`, `-Remaining` and `-Reset`, and the
IETF's `RateLimit` and `RateLimit-Policy`, say how it stands; a 429 says in `Retry-After` when to
come again. Where passwords and keys can be guessed or mail be sent, an address may do less.
)";

struct Server {
  std::string_view url;
  std::string_view description;
};

// Not "localhost", which linters take for a mistake; both names work.
constexpr Server kServers[] = {
    {"https://api.crowai.dev/api/v1", "Production"},
    {"https://dev.api.crowai.dev/api/v1", "Development"},
    {"http://127.0.0.1:8787/api/v1", "One machine: ./scripts/dev"},
};

}  // namespace

void write_info(json::Writer& out, std::string_view title, std::string_view version) {
  out.key("info").begin_object();
  out.member("title", title).member("version", version).member("description", kDescription);
  out.key("contact").begin_object();
  out.member("name", "CROW").member("url", "https://crowai.dev").end_object();
  out.key("license").begin_object();
  out.member("name", "Proprietary").member("identifier", "LicenseRef-CROW").end_object();
  out.end_object();
}

void write_servers(json::Writer& out) {
  out.key("servers").begin_array();
  for (const Server& server : kServers) {
    out.begin_object().member("url", server.url);
    out.member("description", server.description).end_object();
  }
  out.end_array();
}

}  // namespace crow::openapi
